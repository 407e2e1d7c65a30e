package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.VendorProfile;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * How an account of a vendor of this dialect shows who it is, and how it is tried. Immutable.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/models/list">List models</a>
 */
record OpenAiAccount(VendorProfile profile, OpenAiAddress address) {

  static final HttpHeader JSON_BODY =
      new HttpHeader(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));
  static final HttpHeader ACCEPT_JSON =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("application/json"));

  /** Adds the headers that say whose request it is. */
  void show(Provider provider, OpenAiQuirks quirks, List<HttpHeader> headers) {
    var key = provider.credential().field(Credential.API_KEY);
    if (key != null) {
      var header = quirks.keyHeader();
      var prefix = header.equals(OpenAiQuirks.AUTHORIZATION) ? "Bearer " : "";
      headers.add(new HttpHeader(header, prefix + key.reveal()));
    }
    show(provider, OpenAiSettings.ORGANIZATION, headers);
    show(provider, OpenAiSettings.PROJECT, headers);
  }

  private void show(Provider provider, String setting, List<HttpHeader> headers) {
    if (profile.settings().containsKey(setting)) {
      provider
          .settings()
          .text(setting)
          .ifPresent(id -> headers.add(new HttpHeader("openai-" + setting, id)));
    }
  }

  /** Returns what asks for its models. */
  HttpQuery models(Provider provider, OpenAiQuirks quirks) {
    var headers = new ArrayList<HttpHeader>(4);
    headers.add(ACCEPT_JSON);
    show(provider, quirks, headers);
    return new HttpQuery(address.models(provider), headers);
  }

  /** Returns what asks a model for one token. */
  HttpCall oneToken(Provider provider, ModelName model, OpenAiQuirks quirks) {
    var headers = new ArrayList<HttpHeader>(5);
    headers.add(JSON_BODY);
    headers.add(ACCEPT_JSON);
    show(provider, quirks, headers);
    var body = new JsonOut();
    body.object().name("model").text(address.inBody(provider, model).value());
    body.name(quirks.limitField()).number(1).name("messages").array().object();
    body.name("role").text("user").name("content").text("ping");
    body.endObject().endArray().endObject();
    return new HttpCall(address.path(provider, model), headers, body.take());
  }
}
