package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HeldEmbeddings;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.adapter.provider.http.HttpQuery;
import ai.lyss.adapter.provider.http.PerProvider;
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
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.VendorProfile;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions dialect and its vendors, which differ by address and quirks. Requests
 * carry the provider's key and nothing of the caller's but the body. Thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create a chat
 *     completion</a>
 */
public final class OpenAiProtocol implements VendorProtocol {

  private static final HttpHeader ACCEPT_STREAM =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("text/event-stream"));

  private static final HttpHeader ACCEPT_ALL =
      new HttpHeader(HttpHeaders.ACCEPT, HttpHeaders.createOptimized("*/*"));

  private final VendorProfile profile;
  private final OpenAiAddress address;
  private final OpenAiAccount account;
  private final OpenAiQuirks usual;
  private final Function<Provider, OpenAiQuirks> quirks;
  private final Function<Provider, Treatments> treatments;
  private final HttpHeader userAgent;
  private final InstantSource clock;
  private final AnswerLimits limits;

  private OpenAiProtocol(
      VendorProfile profile,
      OpenAiAddress address,
      OpenAiQuirks usual,
      Function<Provider, OpenAiQuirks> quirks,
      Surroundings around) {
    this.profile = profile;
    this.address = address;
    this.account = new OpenAiAccount(profile, address);
    this.usual = usual;
    this.quirks = new PerProvider<>(quirks);
    this.treatments =
        new PerProvider<>(provider -> OpenAiTreatments.of(this.quirks.apply(provider)));
    this.userAgent =
        new HttpHeader(
            HttpHeaders.USER_AGENT, HttpHeaders.createOptimized("lyss/" + around.version()));
    this.clock = around.clock();
    this.limits = around.limits();
  }

  /** What is the same for all vendors of one installation. */
  private record Surroundings(String version, InstantSource clock, AnswerLimits limits) {}

  /**
   * OpenAI itself.
   *
   * @param version this gateway's version, for the user agent
   * @param clock against which dates in {@code Retry-After} count
   */
  public static OpenAiProtocol openAi(String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(
        OpenAiSettings.PROFILE_OF_OPENAI,
        new OpenAiAddress.Plain(OpenAiSettings.PROFILE_OF_OPENAI),
        OpenAiQuirks.OPENAI,
        provider -> OpenAiQuirks.OPENAI,
        new Surroundings(version, clock, limits));
  }

  /** Azure's deployments of OpenAI's models; parameters as above. */
  public static OpenAiProtocol azure(String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(
        OpenAiSettings.PROFILE_OF_AZURE,
        OpenAiAzureAddress.ALL,
        OpenAiQuirks.OPENAI,
        OpenAiAzureAddress::quirks,
        new Surroundings(version, clock, limits));
  }

  /** DeepSeek; parameters as above. */
  public static OpenAiProtocol deepSeek(String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(
        OpenAiSettings.PROFILE_OF_DEEPSEEK,
        new OpenAiAddress.Plain(OpenAiSettings.PROFILE_OF_DEEPSEEK),
        OpenAiQuirks.DEEPSEEK,
        provider -> OpenAiQuirks.DEEPSEEK,
        new Surroundings(version, clock, limits));
  }

  /** Any vendor that takes OpenAI's requests at a base URL of its own; parameters as above. */
  public static OpenAiProtocol compatible(
      String version, InstantSource clock, AnswerLimits limits) {
    return new OpenAiProtocol(
        OpenAiSettings.PROFILE_OF_COMPATIBLE,
        new OpenAiAddress.Plain(OpenAiSettings.PROFILE_OF_COMPATIBLE),
        OpenAiQuirks.COMPATIBLE,
        provider -> OpenAiQuirks.COMPATIBLE.with(provider.settings()),
        new Surroundings(version, clock, limits));
  }

  /** Returns what can be configured for the vendor. */
  public VendorProfile profile() {
    return profile;
  }

  /** Returns what becomes of each feature of another dialect, without a provider's settings. */
  public Treatments treatments() {
    return OpenAiTreatments.of(usual);
  }

  @Override
  public @Nullable URI baseUrl(Provider provider) {
    return address.base(provider);
  }

  @Override
  public HttpQuery models(Provider provider) {
    return account.models(provider, quirks.apply(provider));
  }

  @Override
  public HttpCall oneToken(Provider provider, ModelName model) {
    return account.oneToken(provider, model, quirks.apply(provider));
  }

  @Override
  public VendorRequest call(Call call) {
    var provider = call.provider();
    var own = quirks.apply(provider);
    var responses = responses(call);
    return switch (call.request()) {
      case EmbeddingsRequest embeddings -> embedded(call, embeddings, own);
      case PassThroughRequest passing -> passed(call, passing, own);
      case ChatRequest chat when responses != null -> {
        var sent = OpenAiResponsesSplice.of(chat, responses.model(), call.clippedOutput());
        yield new HttpCall(responses.path(), headers(call, own), sent.body(), sent.dropped());
      }
      case ChatRequest chat when chat.dialect() != Dialect.OPENAI ->
          switch (chat.translation().content(chat)) {
            case ContentReading.Read read -> translated(call, chat, read.content(), own);
            case ContentReading.Unreadable unreadable ->
                new VendorRequest.None(new ProviderFailure.RequestRefused(unreadable.error()));
          };
      case ChatRequest chat -> {
        var model = address.inBody(provider, call.vendorModel());
        var sent = OpenAiRequestSplice.of(chat, model, call.clippedOutput(), own);
        yield new HttpCall(
            address.path(provider, call.vendorModel()),
            headers(call, own),
            sent.body(),
            sent.dropped());
      }
    };
  }

  /** Tells whether a request goes on as it is, so that nothing in it has to be fetched. */
  public boolean splices(Call call) {
    return call.request() instanceof ChatRequest chat
        && (chat.dialect() == Dialect.OPENAI || responses(call) != null);
  }

  private VendorRequest embedded(Call call, EmbeddingsRequest embeddings, OpenAiQuirks own) {
    var provider = call.provider();
    var path = address.embeddings(provider, call.vendorModel());
    if (path == null) {
      return VendorRequest.None.NO_EMBEDDINGS;
    }
    var model = address.inBody(provider, call.vendorModel());
    var headers = headers(call, own);
    if (embeddings.dialect() == Dialect.OPENAI) {
      var body = OpenAiEmbeddingsSplice.body(embeddings, model);
      return new HttpCall(path, headers, body, List.of());
    }
    var translator = new OpenAiEmbeddingsTranslator(redaction(provider));
    return TranslatedEmbeddings.call(
        embeddings,
        content -> new HttpCall(path, headers, translator.body(content, model), content.others()));
  }

  private VendorRequest passed(Call call, PassThroughRequest passing, OpenAiQuirks own) {
    var provider = call.provider();
    var path = address.passing(provider, call.vendorModel(), passing.operation());
    if (path == null) {
      return VendorRequest.None.NOT_OFFERED;
    }
    var model = address.inBody(provider, call.vendorModel());
    return new HttpCall(
        path, headers(call, own), OpenAiPassThroughSplice.body(passing, model), List.of());
  }

  private VendorRequest translated(
      Call call, ChatRequest chat, ChatContent asked, OpenAiQuirks own) {
    var clipped = call.clippedOutput();
    var content = clipped == null ? asked : asked.limitedTo(clipped);
    var fitting = Fitting.of(content, treatments.apply(call.provider()));
    var model = call.vendorModel();
    var body =
        new OpenAiRequestTranslator(content, own, model, fitting)
            .body(address.inBody(call.provider(), model), chat.outline());
    var unfit = fitting.failure();
    return unfit != null
        ? new VendorRequest.None(unfit)
        : new HttpCall(
            address.path(call.provider(), model), headers(call, own), body, fitting.dropped());
  }

  /** Returns where a request of the Responses dialect is spliced to; null when it is not. */
  private OpenAiAddress.@Nullable ResponsesPlace responses(Call call) {
    return call.request() instanceof ChatRequest chat && chat.dialect() == Dialect.RESPONSES
        ? address.responses(call.provider(), call.vendorModel())
        : null;
  }

  private List<HttpHeader> headers(Call call, OpenAiQuirks own) {
    var headers = new ArrayList<HttpHeader>(6);
    if (call.request() instanceof PassThroughRequest passing) {
      headers.add(new HttpHeader(HttpHeaders.CONTENT_TYPE, passing.contentType()));
      headers.add(ACCEPT_ALL);
    } else {
      headers.add(OpenAiAccount.JSON_BODY);
      headers.add(call.request().outline().stream() ? ACCEPT_STREAM : OpenAiAccount.ACCEPT_JSON);
    }
    headers.add(userAgent);
    account.show(call.provider(), own, headers);
    return headers;
  }

  @Override
  public AnswerReader reader(Call call, AnswerReader.Out out) {
    var redaction = redaction(call.provider());
    var own = quirks.apply(call.provider());
    return switch (call.request()) {
      case EmbeddingsRequest request when request.dialect() == Dialect.OPENAI ->
          new HeldEmbeddings(out, new OpenAiEmbeddingsReader(redaction, request.encoding()));
      case EmbeddingsRequest request ->
          new HeldEmbeddings(
              out, new TranslatedEmbeddings(request, new OpenAiEmbeddingsTranslator(redaction)));
      case PassThroughRequest passing ->
          new OpenAiPassThroughReader(out, passing, redaction, limits);
      case ChatRequest chat when responses(call) != null ->
          chat.outline().stream()
              ? new SplicedStream(
                  out, limits, new OpenAiResponsesStreamReader(redaction, call.text()))
              : new SplicedWhole(out, new OpenAiResponsesWholeReader(redaction));
      case ChatRequest chat when chat.dialect() != Dialect.OPENAI -> {
        var translator = new OpenAiAnswerTranslator(own, redaction);
        yield new TranslatingReader(out, translator, Framing.EVENTS, chat, limits, call.text());
      }
      case ChatRequest chat when chat.outline().stream() ->
          new SplicedStream(
              out,
              limits,
              new OpenAiStreamReader(own, chat.outline().usageAsked(), redaction, call.text()));
      case ChatRequest chat -> new OpenAiWholeReader(out, redaction, limits, call.text());
    };
  }

  @Override
  public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
    return OpenAiFailures.ofRefusal(
        head.status(),
        RetryAfter.of(head, clock),
        OpenAiError.read(body, 0, body.length),
        redaction(provider));
  }

  @Override
  public ProviderFailure refusal(Call call, HttpHead head, byte[] body) {
    var usual = refusal(call.provider(), head, body);
    return call.request() instanceof PassThroughRequest
        ? OpenAiFailures.ofPassing(head.status(), OpenAiError.read(body, 0, body.length), usual)
        : usual;
  }

  private Redaction redaction(Provider provider) {
    return new Redaction(provider.credential(), baseUrl(provider));
  }
}
