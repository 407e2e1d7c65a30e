package ai.lyss.runtime.e2e.fault;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What stands behind one channel of a row: the vendor's answers to its first, second … request, the
 * last one repeated.
 *
 * @param answers the answers; none where nobody listens
 * @param state how the channel is set up
 * @param settings the provider's settings, as JSON
 * @param pace how it takes its time
 */
record Lane(
    List<Function<StubRequest, StubAnswer>> answers, State state, String settings, Pace pace) {

  /** How a vendor takes its time. */
  enum Pace {
    /** It does at once what it does. */
    PROMPT,
    /** It falls silent for a while, or for ever: what becomes of that is a matter of limits. */
    LATE
  }

  private static final Duration NOTICED = Duration.ofMillis(100);

  /** How a channel is set up. */
  enum State {
    /** A vendor listens. */
    OPEN,
    /** Connections are refused. */
    CLOSED,
    /** A vendor listens, and the channel is switched off. */
    DISABLED,
    /** A vendor listens, and the channel has no weight. */
    WEIGHTLESS
  }

  /** A vendor that answers so. */
  static Lane of(StubAnswer... answers) {
    return new Lane(
        Stream.of(answers).<Function<StubRequest, StubAnswer>>map(it -> request -> it).toList(),
        State.OPEN,
        "{}",
        Stream.of(answers).anyMatch(it -> it.silentFor(NOTICED)) ? Pace.LATE : Pace.PROMPT);
  }

  /** A vendor whose answer depends on what it was sent. */
  static Lane by(Function<StubRequest, StubAnswer> answer) {
    return new Lane(List.of(answer), State.OPEN, "{}", Pace.PROMPT);
  }

  /** A vendor that does all well. */
  static Lane healthy(Asking asking) {
    return of(Wire.healthy(asking));
  }

  /** An address where nobody listens. */
  static Lane closed() {
    return new Lane(List.of(), State.CLOSED, "{}", Pace.PROMPT);
  }

  /** The same behind a channel that is set up so. */
  Lane in(State other) {
    return new Lane(answers, other, settings, pace);
  }

  /** The same with settings of its provider. */
  Lane with(String json) {
    return new Lane(answers, state, json, pace);
  }

  /** Returns the body that this vendor must get. */
  String bodyFor(Asking asking, String model) {
    return settings.contains("stream_options") ? asking.body(model) : asking.bodyForVendor(model);
  }
}
