package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.ollama.OllamaRequestTranslator.Answer;
import ai.lyss.adapter.provider.translate.EmbeddingsTranslator;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.Framing;
import ai.lyss.adapter.provider.translate.TranslatedEmbeddings;
import ai.lyss.adapter.provider.translate.TranslatingReader;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.chat.ChatRequest;
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
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Ollama, at home or in its cloud. Stateless and thread-safe. */
public final class OllamaProtocol implements VendorProtocol {

  /** What can be configured; a key is for Ollama's cloud only. */
  public static final VendorProfile PROFILE =
      new VendorProfile(
          new Vendor("ollama"),
          "Ollama",
          URI.create("http://localhost:11434"),
          Set.of(),
          Set.of(Credential.API_KEY),
          Map.of());

  /** What becomes of each feature of a request. */
  public static final Treatments TREATMENTS = OllamaTreatments.TABLE;

  private static final HttpHeader JSON_BODY =
      new HttpHeader(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("application/json"));

  private static final EmbeddingsTranslator EMBEDDINGS = new OllamaEmbeddingsTranslator();

  private final HttpHeader userAgent;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AnswerLimits limits;

  /**
   * Speaks to Ollama.
   *
   * @param version this gateway's version, for the user agent
   * @param clock against which dates in {@code Retry-After} count
   * @param random makes ids of calls that come without
   */
  public OllamaProtocol(
      String version, InstantSource clock, RandomGenerator random, AnswerLimits limits) {
    this.userAgent =
        new HttpHeader(HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("lyss/" + version));
    this.clock = clock;
    this.random = random;
    this.limits = limits;
  }

  @Override
  public @Nullable URI baseUrl(Provider provider) {
    return PROFILE.baseUrlOf(provider);
  }

  @Override
  public HttpQuery models(Provider provider) {
    var headers = new ArrayList<HttpHeader>(1);
    show(provider, headers);
    return new HttpQuery("/api/tags", headers);
  }

  private static void show(Provider provider, List<HttpHeader> headers) {
    var key = provider.credential().field(Credential.API_KEY);
    if (key != null) {
      headers.add(new HttpHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key.reveal()));
    }
  }

  @Override
  public VendorRequest call(Call call) {
    return switch (call.request()) {
      case EmbeddingsRequest embeddings ->
          TranslatedEmbeddings.call(
              embeddings,
              content ->
                  new HttpCall(
                      "/api/embed",
                      headers(call.provider()),
                      EMBEDDINGS.body(content, call.vendorModel()),
                      content.others()));
      case PassThroughRequest passing -> VendorRequest.None.NOT_OFFERED;
      case ChatRequest chat ->
          switch (chat.translation().content(chat)) {
            case ContentReading.Read read -> call(call, chat, read.content());
            case ContentReading.Unreadable unreadable ->
                new VendorRequest.None(new ProviderFailure.RequestRefused(unreadable.error()));
          };
    };
  }

  private VendorRequest call(Call call, ChatRequest chat, ChatContent asked) {
    var clipped = call.clippedOutput();
    var content = clipped == null ? asked : asked.limitedTo(clipped);
    var fitting = Fitting.of(content, TREATMENTS);
    var answer = chat.outline().stream() ? Answer.STREAMED : Answer.WHOLE;
    var body = new OllamaRequestTranslator(content, fitting).body(call.vendorModel(), answer);
    var unfit = fitting.failure();
    return unfit != null
        ? new VendorRequest.None(unfit)
        : new HttpCall("/api/chat", headers(call.provider()), body, fitting.dropped());
  }

  private List<HttpHeader> headers(Provider provider) {
    var headers = new ArrayList<HttpHeader>(3);
    headers.add(JSON_BODY);
    headers.add(userAgent);
    show(provider, headers);
    return headers;
  }

  @Override
  public AnswerReader reader(Call call, AnswerReader.Out out) {
    return switch (call.request()) {
      case EmbeddingsRequest embeddings ->
          new HeldEmbeddings(out, new TranslatedEmbeddings(embeddings, EMBEDDINGS));
      case PassThroughRequest passing ->
          throw new IllegalStateException("an answer to " + passing + " (expected: no such call)");
      case ChatRequest chat ->
          new TranslatingReader(
              out,
              new OllamaAnswerTranslator(this::callId),
              Framing.LINES,
              chat,
              limits,
              call.text());
    };
  }

  private String callId() {
    return "call_" + Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX);
  }

  @Override
  public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
    var redaction = new Redaction(provider.credential(), baseUrl(provider));
    return OllamaFailures.refusal(head, body, redaction, clock);
  }
}
