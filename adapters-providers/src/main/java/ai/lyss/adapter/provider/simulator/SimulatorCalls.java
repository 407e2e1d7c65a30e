package ai.lyss.adapter.provider.simulator;

import ai.lyss.adapter.provider.http.FailureByStatus;
import ai.lyss.adapter.provider.http.UnsentAttempt;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.adapter.provider.simulator.SimulatorAttempt.Fate;
import ai.lyss.adapter.provider.simulator.SimulatorAttempt.Script;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The vendor {@code simulator}: answers without a network, the same text for the same prompt, in
 * the caller's dialect. A tool is called when the request has tools and asks for one: by {@code
 * tool_choice}, or by a last message of the user with the words "call" and the tool's name.
 * Thread-safe when its random source is.
 */
public final class SimulatorCalls implements ChannelCalls {

  private static final VendorProfile PROFILE =
      new VendorProfile(
          new Vendor("simulator"),
          "Simulator (no network)",
          null,
          Set.of(),
          Set.of(),
          SimulatorSettings.FORMS);

  private final Timers timers;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final AtomicLong calls = new AtomicLong();

  /**
   * A simulator.
   *
   * @param clock for {@code created}
   * @param nanos the monotonic clock that deadlines of calls are given on
   * @param random decides which requests fail where no seed is set
   */
  public SimulatorCalls(
      Timers timers, InstantSource clock, LongSupplier nanos, RandomGenerator random) {
    this.timers = timers;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  /** Returns what can be configured for the simulator. */
  public static VendorProfile profile() {
    return PROFILE;
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    return switch (call.request()) {
      case ChatRequest chat -> open(call, chat, sink);
      case EmbeddingsRequest embeddings -> unsent(VendorRequest.None.NO_EMBEDDINGS, sink);
      case PassThroughRequest passing -> unsent(VendorRequest.None.NOT_OFFERED, sink);
    };
  }

  private Attempt unsent(VendorRequest.None none, AttemptSink sink) {
    var unsent = new UnsentAttempt(none.failure(), sink);
    timers.after(Duration.ZERO, unsent);
    return unsent;
  }

  private Attempt open(Call call, ChatRequest chat, AttemptSink sink) {
    var settings = SimulatorSettings.of(call.provider().settings());
    var timeLeft = Duration.ofNanos(Math.max(0, call.deadlineNanos() - nanos.getAsLong()));
    if (chat.dialect() == Dialect.OPENAI) {
      var answer = answer(call, chat, SimulatorPrompt.read(chat.body()), settings);
      var script = new Script(answer, new SimulatorOpenAiWire(answer, chat.outline()));
      return attempt(timeLeft, settings, chat, script, sink).start(fate(settings));
    }
    return switch (chat.translation().content(chat)) {
      case ContentReading.Read read -> {
        var prompt = SimulatorPrompt.of(read.content());
        var script = script(chat, answer(call, chat, prompt, settings));
        yield attempt(timeLeft, settings, chat, script, sink).start(fate(settings));
      }
      case ContentReading.Unreadable unreadable -> {
        var script = script(chat, answer(call, chat, SimulatorPrompt.NONE, settings));
        yield attempt(timeLeft, settings, chat, script, sink).start(refused(unreadable));
      }
    };
  }

  private static Script script(ChatRequest chat, SimulatorAnswer answer) {
    return new Script(
        answer, new SimulatorAnswerTranslator(answer, chat.translation().writer(chat)));
  }

  private static Fate refused(ContentReading.Unreadable unreadable) {
    return new Fate(new ProviderFailure.RequestRefused(unreadable.error()), false);
  }

  private SimulatorAttempt attempt(
      Duration timeLeft,
      SimulatorSettings settings,
      ChatRequest chat,
      Script script,
      AttemptSink sink) {
    return new SimulatorAttempt(timers, timeLeft, settings, chat.outline(), script, sink);
  }

  private SimulatorAnswer answer(
      Call call, ChatRequest chat, SimulatorPrompt prompt, SimulatorSettings settings) {
    var id = "chatcmpl-sim-" + HexFormat.of().toHexDigits(Arrays.hashCode(chat.body()));
    var identity =
        new SimulatorAnswer.Identity(
            id, clock.instant().getEpochSecond(), call.vendorModel().value());
    var clipped = call.clippedOutput();
    return new SimulatorAnswer(
        identity,
        prompt,
        new SimulatorAnswer.Extent(
            clipped != null ? clipped : chat.outline().outputLimit(),
            settings.answerTokens(),
            chat.outline().choices()));
  }

  /** Draws how this call goes; with a seed, by how many calls came before it. */
  private Fate fate(SimulatorSettings settings) {
    if (settings.failureRate() == 0 && settings.breakRate() == 0) {
      return Fate.GOOD;
    }
    var seed = settings.seed();
    RandomGenerator draw =
        seed == null ? random : new SplittableRandom(seed + calls.getAndIncrement());
    if (draw.nextDouble() >= settings.failureRate()) {
      return draw.nextDouble() < settings.breakRate() ? Fate.BROKEN : Fate.GOOD;
    }
    var statuses = settings.failureStatuses();
    int status = statuses.get(draw.nextInt(statuses.size()));
    var error = new VendorError(status, "a simulated failure", "simulated", null, null);
    return new Fate(FailureByStatus.of(status, null, error), false);
  }
}
