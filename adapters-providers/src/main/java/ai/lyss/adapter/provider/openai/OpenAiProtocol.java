package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.RetryAfter;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions dialect and its vendors. Requests carry the provider's key and nothing
 * of the caller's but the body. Stateless and thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create a chat
 *     completion</a>
 */
public final class OpenAiProtocol implements VendorProtocol {

  private static final String ORGANIZATION = "organization";
  private static final String PROJECT = "project";
  private static final HttpHeader JSON_BODY =
      new HttpHeader(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_JSON =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_STREAM =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("text/event-stream"));

  private static final VendorProfile OPENAI =
      new VendorProfile(
          new Vendor("openai"),
          "OpenAI",
          URI.create("https://api.openai.com/v1"),
          Set.of(Credential.API_KEY),
          Set.of(),
          Set.of(ORGANIZATION, PROJECT));
  private static final VendorProfile COMPATIBLE =
      new VendorProfile(
          new Vendor("openai-compatible"),
          "OpenAI-compatible",
          null,
          Set.of(),
          Set.of(Credential.API_KEY),
          Set.of(OpenAiQuirks.STREAM_OPTIONS, OpenAiQuirks.DONE_MARKER, OpenAiQuirks.LIMIT_FIELD));

  private final VendorProfile profile;
  private final OpenAiQuirks quirks;
  private final HttpHeader userAgent;
  private final InstantSource clock;
  private final AnswerLimits limits;

  private OpenAiProtocol(
      VendorProfile profile,
      OpenAiQuirks quirks,
      String version,
      InstantSource clock,
      AnswerLimits limits) {
    this.profile = profile;
    this.quirks = quirks;
    this.userAgent =
        new HttpHeader(HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("lyss/" + version));
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * OpenAI itself.
   *
   * @param version this gateway's version, for the user agent
   * @param clock against which dates in {@code Retry-After} count
   */
  public static OpenAiProtocol openAi(String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(OPENAI, OpenAiQuirks.OPENAI, version, clock, limits);
  }

  /** Any vendor that takes OpenAI's requests at a base URL of its own; parameters as above. */
  public static OpenAiProtocol compatible(
      String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(COMPATIBLE, OpenAiQuirks.COMPATIBLE, version, clock, limits);
  }

  /** Returns what can be configured for the vendor. */
  public VendorProfile profile() {
    return profile;
  }

  @Override
  public @Nullable URI baseUrl(Provider provider) {
    return provider.baseUrl() != null ? provider.baseUrl() : profile.defaultBaseUrl();
  }

  @Override
  public HttpCall call(Call call) {
    var own = quirks.with(call.provider());
    return switch (call.request()) {
      case ChatRequest chat ->
          new HttpCall(own.path(), headers(call, own), OpenAiRequestSplice.body(chat, call, own));
    };
  }

  private List<HttpHeader> headers(Call call, OpenAiQuirks own) {
    var headers = new ArrayList<HttpHeader>(6);
    headers.add(JSON_BODY);
    headers.add(call.request().outline().stream() ? ACCEPT_STREAM : ACCEPT_JSON);
    headers.add(userAgent);
    var key = call.provider().credential().field(Credential.API_KEY);
    if (key != null) {
      headers.add(new HttpHeader(own.keyHeader(), own.keyPrefix() + key.reveal()));
    }
    if (own.accountHeaders()) {
      var settings = call.provider().settings();
      settings.text(ORGANIZATION).ifPresent(id -> headers.add(header("openai-organization", id)));
      settings.text(PROJECT).ifPresent(id -> headers.add(header("openai-project", id)));
    }
    return headers;
  }

  private static HttpHeader header(String name, String value) {
    return new HttpHeader(name, value);
  }

  @Override
  public AnswerReader reader(Call call, AnswerReader.Out out) {
    var redaction = redaction(call.provider());
    var outline = call.request().outline();
    return outline.stream()
        ? new OpenAiStreamReader(
            out, quirks.with(call.provider()), outline.usageAsked(), redaction, limits, call.text())
        : new OpenAiWholeReader(out, redaction, limits, call.text());
  }

  @Override
  public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
    return OpenAiFailures.ofRefusal(
        head.status(),
        RetryAfter.of(head, clock),
        OpenAiError.read(body, 0, body.length),
        redaction(provider));
  }

  private Redaction redaction(Provider provider) {
    return new Redaction(provider.credential(), baseUrl(provider));
  }
}
