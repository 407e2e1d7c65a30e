package ai.lyss.adapter.provider.http;

import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How one vendor is spoken to over HTTP. Thread-safe. */
public interface VendorProtocol {

  /** Returns where the provider's API is; null when neither it nor the vendor says. */
  @Nullable URI baseUrl(Provider provider);

  /** Returns what asks for the models of an account, by which a provider is tried. */
  HttpQuery models(Provider provider);

  /**
   * Returns a request for one token, for vendors of which some have no list of models; null where
   * all have one.
   */
  default @Nullable HttpCall oneToken(Provider provider, ModelName model) {
    return null;
  }

  /** Returns the request for a call, or why there is none. */
  VendorRequest call(Call call);

  /** Returns a new reader for the answer to a call. */
  AnswerReader reader(Call call, AnswerReader.Out out);

  /**
   * Returns what a status other than 200 to 299 means.
   *
   * @param body the body as far as it was read, possibly empty or cut
   */
  ProviderFailure refusal(Provider provider, HttpHead head, byte[] body);

  /** The same, where it matters what was asked of the vendor. */
  default ProviderFailure refusal(Call call, HttpHead head, byte[] body) {
    return refusal(call.provider(), head, body);
  }
}
