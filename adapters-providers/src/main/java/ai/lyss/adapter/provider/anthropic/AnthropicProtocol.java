package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.Framing;
import ai.lyss.adapter.provider.translate.TranslatingReader;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API: bytes go on for callers who speak it, every other dialect is
 * translated. Requests carry the provider's key and of the caller's headers only the version and
 * the betas that its body was written for. Stateless and thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
public final class AnthropicProtocol implements VendorProtocol {

  private static final HttpHeader JSON_BODY =
      new HttpHeader(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_JSON =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_STREAM =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("text/event-stream"));
  private static final String MESSAGES = "/messages";
  private static final String VERSION = "anthropic-version";
  private static final String BETA = "anthropic-beta";
  private static final Pattern VERSION_FORM = Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9]");
  private static final Pattern BETA_FORM = Pattern.compile("[!-~][ -~]{0,999}");
  private static final VendorProfile PROFILE =
      new VendorProfile(
          new Vendor("anthropic"),
          "Anthropic",
          URI.create("https://api.anthropic.com"),
          Set.of(Credential.API_KEY),
          Set.of(),
          AnthropicSettings.ALL);

  private final HttpHeader userAgent;
  private final InstantSource clock;
  private final AnswerLimits limits;

  /**
   * The protocol of one installation.
   *
   * @param version this gateway's version, for the user agent
   * @param clock against which dates of limits count
   */
  public AnthropicProtocol(String version, InstantSource clock, AnswerLimits limits) {
    this.userAgent =
        new HttpHeader(HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("lyss/" + version));
    this.clock = clock;
    this.limits = limits;
  }

  /** Returns what can be configured for the vendor. */
  public VendorProfile profile() {
    return PROFILE;
  }

  /**
   * Returns what becomes of each feature of requests in other dialects, for version 2023-06-01 and
   * present models.
   */
  public Treatments treatments() {
    return AnthropicTreatments.TABLE;
  }

  @Override
  public @Nullable URI baseUrl(Provider provider) {
    return PROFILE.baseUrlOf(provider);
  }

  @Override
  public HttpQuery models(Provider provider) {
    var version = provider.settings().text(AnthropicSettings.API_VERSION);
    var headers = new ArrayList<HttpHeader>(3);
    headers.add(ACCEPT_JSON);
    show(provider, version.orElse(AnthropicSettings.FIRST_VERSION), headers);
    return new HttpQuery(path(provider, "/models"), headers);
  }

  @Override
  public VendorRequest call(Call call) {
    return switch (call.request()) {
      case EmbeddingsRequest embeddings -> VendorRequest.None.NO_EMBEDDINGS;
      case PassThroughRequest passing -> VendorRequest.None.NOT_OFFERED;
      case ChatRequest chat when chat.dialect() == Dialect.ANTHROPIC -> spliced(call, chat);
      case ChatRequest chat -> translated(call, chat);
    };
  }

  private HttpCall spliced(Call call, ChatRequest chat) {
    var sent = AnthropicRequestSplice.of(chat, call.vendorModel(), call.clippedOutput());
    var version = chat.headers().get(VERSION);
    var beta = chat.headers().get(BETA);
    var headers =
        headers(
            call,
            version != null && VERSION_FORM.matcher(version).matches()
                ? version
                : quirks(call).version());
    if (beta != null && BETA_FORM.matcher(beta).matches()) {
      headers.add(new HttpHeader(BETA, beta));
    }
    return new HttpCall(path(call.provider(), MESSAGES), headers, sent.body(), sent.dropped());
  }

  private VendorRequest translated(Call call, ChatRequest chat) {
    return switch (chat.translation().content(chat)) {
      case ContentReading.Unreadable unreadable ->
          new VendorRequest.None(new ProviderFailure.RequestRefused(unreadable.error()));
      case ContentReading.Read read -> {
        var clipped = call.clippedOutput();
        yield translated(
            call, clipped == null ? read.content() : read.content().limitedTo(clipped));
      }
    };
  }

  private VendorRequest translated(Call call, ChatContent content) {
    var quirks = quirks(call);
    var fitting = Fitting.of(content, AnthropicTreatments.of(quirks));
    var form =
        call.request().outline().stream()
            ? AnthropicRequestTranslator.Form.STREAM
            : AnthropicRequestTranslator.Form.WHOLE;
    var body = AnthropicRequestTranslator.body(call.vendorModel(), form, content, quirks, fitting);
    var failure = fitting.failure();
    return failure != null
        ? new VendorRequest.None(failure)
        : new HttpCall(
            path(call.provider(), MESSAGES),
            headers(call, quirks.version()),
            body,
            fitting.dropped());
  }

  private static AnthropicQuirks quirks(Call call) {
    return AnthropicQuirks.of(call.provider(), call.vendorModel());
  }

  private String path(Provider provider, String what) {
    var base = baseUrl(provider);
    var path = base == null || base.getRawPath() == null ? "" : base.getRawPath();
    return path.endsWith("/v1") || path.endsWith("/v1/") ? what : "/v1" + what;
  }

  private List<HttpHeader> headers(Call call, String version) {
    var headers = new ArrayList<HttpHeader>(6);
    headers.add(JSON_BODY);
    headers.add(call.request().outline().stream() ? ACCEPT_STREAM : ACCEPT_JSON);
    headers.add(userAgent);
    show(call.provider(), version, headers);
    return headers;
  }

  private static void show(Provider provider, String version, List<HttpHeader> headers) {
    headers.add(new HttpHeader(VERSION, version));
    var key = provider.credential().field(Credential.API_KEY);
    if (key != null) {
      headers.add(new HttpHeader("x-api-key", key.reveal()));
    }
  }

  @Override
  public AnswerReader reader(Call call, AnswerReader.Out out) {
    var redaction = redaction(call.provider());
    return switch (call.request()) {
      case EmbeddingsRequest embeddings ->
          throw new IllegalStateException("an answer to embeddings (expected: no such call)");
      case PassThroughRequest passing ->
          throw new IllegalStateException("an answer to " + passing + " (expected: no such call)");
      case ChatRequest chat when chat.dialect() != Dialect.ANTHROPIC ->
          new TranslatingReader(
              out,
              new AnthropicAnswerTranslator(redaction),
              Framing.EVENTS,
              chat,
              limits,
              call.text());
      case ChatRequest chat when chat.outline().stream() ->
          new SplicedStream(out, limits, new AnthropicStreamReader(redaction, call.text()));
      case ChatRequest chat ->
          new SplicedWhole(out, new AnthropicWholeReader(redaction, call.text()));
    };
  }

  @Override
  public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
    return AnthropicFailures.ofRefusal(
        head, AnthropicError.read(body, 0, body.length), redaction(provider), clock);
  }

  private Redaction redaction(Provider provider) {
    return new Redaction(provider.credential(), baseUrl(provider));
  }
}
