package ai.lyss.runtime.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.anthropic.AnthropicProtocol;
import ai.lyss.adapter.provider.gemini.GeminiProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.ollama.OllamaProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.provider.translate.InliningCalls;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RemoteContent;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A vendor, asked what it would be sent.
 *
 * @param models of the vendor, which take fields otherwise than each other
 * @param treatments what it says of features
 * @param protocol makes its way of being called, with no memory of earlier requests
 * @param provider an account there
 * @param splices tells which requests go on as they are, so that nothing is fetched for them
 */
public record CalledVendor(
    String name,
    List<String> models,
    Treatments treatments,
    Supplier<VendorProtocol> protocol,
    Provider provider,
    Predicate<Call> splices) {

  private static final ManualClock CLOCK = new ManualClock();
  private static final AnswerLimits LIMITS = AnswerLimits.STANDARD;

  /** Every vendor that is called over HTTP, in the order of the page. */
  public static List<CalledVendor> all() {
    var openAi = OpenAiProtocol.openAi("1", CLOCK, LIMITS);
    var azure = OpenAiProtocol.azure("1", CLOCK, LIMITS);
    var deepSeek = OpenAiProtocol.deepSeek("1", CLOCK, LIMITS);
    var compatible = OpenAiProtocol.compatible("1", CLOCK, LIMITS);
    var anthropic = new AnthropicProtocol("1", CLOCK, LIMITS);
    return List.of(
        of("openai", List.of("gpt-5.2", "gpt-4.1", "o3"), openAi),
        of("azure-openai", List.of("gpt-5.2", "gpt-4.1"), azure),
        of("deepseek", List.of("deepseek-chat"), deepSeek),
        of("openai-compatible", List.of("m"), compatible),
        new CalledVendor(
            "anthropic",
            List.of("claude-opus-5", "claude-sonnet-4-5", "claude-3-5-haiku"),
            anthropic.treatments(),
            () -> anthropic,
            provider("anthropic"),
            call -> false),
        new CalledVendor(
            "gemini",
            List.of("gemini-3-pro", "gemini-2.5-flash", "gemini-2.0-flash"),
            GeminiProtocol.TREATMENTS,
            () -> new GeminiProtocol("1", CLOCK, LIMITS, new Monotone()),
            provider("gemini"),
            GeminiProtocol::splices),
        new CalledVendor(
            "ollama",
            List.of("m"),
            OllamaProtocol.TREATMENTS,
            () -> new OllamaProtocol("1", CLOCK, new Monotone(), LIMITS),
            provider("ollama"),
            call -> false));
  }

  private static CalledVendor of(String name, List<String> models, OpenAiProtocol protocol) {
    return new CalledVendor(
        name, models, protocol.treatments(), () -> protocol, provider(name), protocol::splices);
  }

  private static Provider provider(String vendor) {
    return Chats.provider(vendor, URI.create("https://vendor.example"), Map.of());
  }

  /** Returns what the vendor is sent for a request to one of its models. */
  VendorRequest request(ChatRequest chat, String model) {
    var call =
        new Call(provider, new ModelName(model), chat, null, Long.MAX_VALUE, AnswerText.DROPPED);
    var last = new LastCall();
    new InliningCalls(last, splices, treatments, CalledVendor::fetched, () -> 0).open(call, last);
    var opened = last.opened;
    return opened == null ? new VendorRequest.None(last.why()) : protocol.get().call(opened);
  }

  private static Runnable fetched(
      RemoteContent.Wanted wanted, Consumer<RemoteContent.Outcome> answer) {
    boolean pdf = wanted.where().getPath().endsWith(".pdf");
    var bytes = wanted.where().toString().getBytes(UTF_8);
    answer.accept(new RemoteContent.Fetched(pdf ? "application/pdf" : "image/png", bytes));
    return () -> {};
  }

  /** Keeps the call that would go out, or why none does. */
  private static final class LastCall implements ChannelCalls, AttemptSink, Attempt {
    private @Nullable Call opened;
    private @Nullable ProviderFailure failure;

    ProviderFailure why() {
      if (failure == null) {
        throw new AssertionError("neither a call nor a failure (expected: one of them)");
      }
      return failure;
    }

    @Override
    public Attempt open(Call call, AttemptSink sink) {
      opened = call;
      return this;
    }

    @Override
    public void fail(ProviderFailure why, AttemptReport report) {
      failure = why;
    }

    @Override
    public void head(AnswerHead head) {}

    @Override
    public void preamble(ByteSlice bytes) {}

    @Override
    public void content(ByteSlice bytes) {}

    @Override
    public void end(AttemptReport report) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public AttemptReport cancel() {
      return AttemptReport.UNSENT;
    }
  }

  /** Draws the same each time, so that made ids do not differ. */
  private static final class Monotone implements RandomGenerator {

    @Override
    public long nextLong() {
      return 7;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
