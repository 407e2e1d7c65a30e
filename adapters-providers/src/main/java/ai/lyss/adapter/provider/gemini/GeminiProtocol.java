package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.RetryAfter;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.Framing;
import ai.lyss.adapter.provider.translate.TranslatedEmbeddings;
import ai.lyss.adapter.provider.translate.TranslatingReader;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Google's Gemini Developer API. Bodies of its own dialect go on as they are, those of others are
 * translated. Requests carry the provider's key in a header, never in the URL, and nothing of the
 * caller's but the body. Stateless and thread-safe.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
public final class GeminiProtocol implements VendorProtocol {

  private static final CharSequence KEY_HEADER = HttpHeaders.createOptimized("x-goog-api-key");
  private static final HttpHeader JSON_BODY =
      new HttpHeader(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_JSON =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("application/json"));
  private static final HttpHeader ACCEPT_STREAM =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("text/event-stream"));

  /** What can be configured for the vendor. */
  public static final VendorProfile PROFILE =
      new VendorProfile(
          new Vendor("gemini"),
          "Google Gemini",
          URI.create("https://generativelanguage.googleapis.com/v1beta"),
          Set.of(Credential.API_KEY),
          Set.of(),
          GeminiSettings.ALL);

  /** How many contents one call embeds at most; more is refused by Google. */
  public static final int MOST_EMBEDDINGS = 100;

  /** What becomes of each feature of other dialects. */
  public static final Treatments TREATMENTS = GeminiTreatments.TABLE;

  private final HttpHeader userAgent;
  private final InstantSource clock;
  private final AnswerLimits limits;
  private final RandomGenerator random;

  /**
   * The Developer API.
   *
   * @param version this gateway's version, for the user agent
   * @param clock against which dates in {@code Retry-After} count
   * @param random for the ids of calls that the model gave none
   */
  public GeminiProtocol(
      String version, InstantSource clock, AnswerLimits limits, RandomGenerator random) {
    this.userAgent =
        new HttpHeader(HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("lyss/" + version));
    this.clock = clock;
    this.limits = limits;
    this.random = random;
  }

  @Override
  public @Nullable URI baseUrl(Provider provider) {
    return PROFILE.baseUrlOf(provider);
  }

  @Override
  public HttpQuery models(Provider provider) {
    var headers = new ArrayList<HttpHeader>(2);
    headers.add(ACCEPT_JSON);
    show(provider, headers);
    return new HttpQuery(GeminiAddress.models(baseUrl(provider)), headers);
  }

  private static void show(Provider provider, List<HttpHeader> headers) {
    var key = provider.credential().field(Credential.API_KEY);
    if (key != null) {
      headers.add(new HttpHeader(KEY_HEADER, key.reveal()));
    }
  }

  @Override
  public VendorRequest call(Call call) {
    return switch (call.request()) {
      case EmbeddingsRequest embeddings -> embedded(call, embeddings);
      case PassThroughRequest passing -> VendorRequest.None.NOT_OFFERED;
      case ChatRequest chat when chat.dialect() == Dialect.GEMINI ->
          chat(call, GeminiRequestSplice.of(chat, call.clippedOutput()), List.of());
      case ChatRequest chat ->
          switch (chat.translation().content(chat)) {
            case ContentReading.Read read -> translated(call, read.content());
            case ContentReading.Unreadable unreadable ->
                new VendorRequest.None(new ProviderFailure.RequestRefused(unreadable.error()));
          };
    };
  }

  /** Tells whether a request goes on as it is, so that nothing in it has to be fetched. */
  public static boolean splices(Call call) {
    return call.request() instanceof ChatRequest chat && chat.dialect() == Dialect.GEMINI;
  }

  private VendorRequest translated(Call call, ChatContent read) {
    var clipped = call.clippedOutput();
    var content = clipped == null ? read : read.limitedTo(clipped);
    var quirks = GeminiQuirks.of(call.vendorModel());
    var fitting = Fitting.of(content, GeminiTreatments.of(content, quirks));
    var body = GeminiRequestTranslator.body(content, fitting, quirks, call.provider().settings());
    var failure = fitting.failure();
    return failure == null ? chat(call, body, fitting.dropped()) : new VendorRequest.None(failure);
  }

  private VendorRequest embedded(Call call, EmbeddingsRequest request) {
    var base = baseUrl(call.provider());
    var model = call.vendorModel();
    var several = GeminiAddress.embeddings(base, model);
    if (request.dialect() == Dialect.GEMINI) {
      boolean one = request.inputs().kind() == Kind.CONTENT;
      var path = one ? GeminiAddress.embedding(base, model) : several;
      return sent(call, path, GeminiEmbeddingsSplice.of(request, model), List.of());
    }
    var translator = new GeminiEmbeddingsTranslator(redaction(call.provider()));
    return TranslatedEmbeddings.call(
        request, content -> sent(call, several, translator.body(content, model), content.others()));
  }

  private HttpCall chat(Call call, byte[] body, List<String> dropped) {
    var base = baseUrl(call.provider());
    var path =
        call.request().outline().stream()
            ? GeminiAddress.stream(base, call.vendorModel())
            : GeminiAddress.whole(base, call.vendorModel());
    return sent(call, path, body, dropped);
  }

  private HttpCall sent(Call call, String path, byte[] body, List<String> dropped) {
    boolean streamed = call.request().outline().stream();
    var headers = new ArrayList<HttpHeader>(4);
    headers.add(JSON_BODY);
    headers.add(streamed ? ACCEPT_STREAM : ACCEPT_JSON);
    headers.add(userAgent);
    show(call.provider(), headers);
    return new HttpCall(path, headers, body, dropped);
  }

  @Override
  public AnswerReader reader(Call call, AnswerReader.Out out) {
    var redaction = redaction(call.provider());
    return switch (call.request()) {
      case EmbeddingsRequest request when request.dialect() == Dialect.GEMINI ->
          new HeldEmbeddings(out, new GeminiEmbeddingsReader(redaction));
      case EmbeddingsRequest request ->
          new HeldEmbeddings(
              out, new TranslatedEmbeddings(request, new GeminiEmbeddingsTranslator(redaction)));
      case PassThroughRequest passing ->
          throw new IllegalStateException("an answer to " + passing + " (expected: no such call)");
      case ChatRequest chat when chat.dialect() != Dialect.GEMINI ->
          new TranslatingReader(
              out,
              new GeminiAnswerTranslator(redaction, random),
              Framing.EVENTS,
              chat,
              limits,
              call.text());
      case ChatRequest chat when chat.outline().stream() ->
          new SplicedStream(
              out,
              limits,
              new GeminiStreamReader(chat.translation().streamForm(), redaction, call.text()));
      case ChatRequest chat -> new SplicedWhole(out, new GeminiWholeReader(redaction, call.text()));
    };
  }

  @Override
  public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
    return GeminiFailures.ofRefusal(
        head.status(),
        RetryAfter.of(head, clock),
        GeminiError.read(body, 0, body.length),
        redaction(provider));
  }

  private Redaction redaction(Provider provider) {
    return new Redaction(provider.credential(), baseUrl(provider));
  }
}
