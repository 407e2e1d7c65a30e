package ai.lyss.adapter.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The time a simulator takes, and how often it fails. */
class SimulatorFaultsTest {

  private final SimulatorBench bench = new SimulatorBench();

  @Test
  void takes_the_time_it_is_told_to() {
    var settings = Map.<String, Object>of("latency_ms", 200, "tokens_per_second", 10);
    bench.answer(SimulatorBench.ASKED.formatted(""), settings);
    assertThat(bench.timers.now).isEqualTo(Duration.ofMillis(200 + 900).toNanos());

    bench.timers.now = 0;
    bench.answer(SimulatorBench.ASKED.formatted(",\"stream\":true"), settings);
    assertThat(bench.timers.now).isEqualTo(Duration.ofMillis(200 + 800).toNanos());
  }

  @Test
  void fails_as_often_as_it_is_told_to_and_repeatably() {
    var settings =
        Map.<String, Object>of(
            "failure_rate", 0.3, "failure_status", List.of(429, 503), "seed", 42);
    int rounds = 2_000;
    int limited = 0;
    int unavailable = 0;
    for (int i = 0; i < rounds; i++) {
      var failure = bench.answer(SimulatorBench.ASKED.formatted(""), settings).failure;
      limited += failure instanceof ProviderFailure.RateLimited ? 1 : 0;
      unavailable += failure instanceof ProviderFailure.Unavailable ? 1 : 0;
    }
    // sd of 2,000 draws at 0.15 is 16; five of them on each side
    assertThat(limited).as("seed 42").isBetween(220, 380);
    assertThat(unavailable).as("seed 42").isBetween(220, 380);
  }

  @Test
  void breaks_off_half_way_as_often_as_it_is_told_to() {
    var settings = Map.<String, Object>of("break_rate", 1);
    var streamed = bench.answer(SimulatorBench.ASKED.formatted(",\"stream\":true"), settings);
    var whole = bench.answer(SimulatorBench.ASKED.formatted(""), settings);

    assertThat(streamed.order()).matches("head preamble( content){4} fail");
    assertThat(streamed.text()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
    assertThat(streamed.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(whole.order()).isEqualTo("fail");

    int broken = 0;
    var rarely = Map.<String, Object>of("break_rate", 0.25, "seed", 11);
    for (int i = 0; i < 2_000; i++) {
      broken += bench.answer(SimulatorBench.ASKED.formatted(""), rarely).failure == null ? 0 : 1;
    }
    // sd of 2,000 draws at 0.25 is 19; five of them on each side
    assertThat(broken).as("seed 11").isBetween(400, 600);
  }

  @Test
  void draws_the_same_fates_for_the_same_seed() {
    var settings = Map.<String, Object>of("break_rate", 0.5, "failure_rate", 0.3, "seed", 3);
    var again =
        new SimulatorCalls(
            bench.timers, InstantSource.system(), () -> bench.timers.now, new SplittableRandom(99));
    for (int i = 0; i < 200; i++) {
      var one = bench.answer(SimulatorBench.ASKED.formatted(""), settings).failure;
      var sink = new RecordingAttemptSink();
      long deadline = bench.timers.now + Duration.ofHours(1).toNanos();
      again.open(
          SimulatorBench.call(Chats.chat(SimulatorBench.ASKED.formatted("")), settings, deadline),
          sink);
      bench.timers.runAll();
      assertThat(sink.failure).as("seed 3, call %d", i).isEqualTo(one);
    }
  }

  @Test
  void keeps_the_deadline_of_the_relay() {
    var chat = Chats.chat(SimulatorBench.ASKED.formatted(""));
    var call =
        SimulatorBench.call(chat, Map.of("latency_ms", 60_000), Duration.ofSeconds(1).toNanos());
    var sink = new RecordingAttemptSink();
    bench.calls().open(call, sink);
    bench.timers.runAll();

    assertThat(sink.failure).isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.TOTAL));
    assertThat(bench.timers.now).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void holds_still_while_it_is_paused() {
    var sink = new RecordingAttemptSink();
    var chat = Chats.chat(SimulatorBench.ASKED.formatted(",\"stream\":true"));
    var attempt =
        bench
            .calls()
            .open(SimulatorBench.call(chat, Map.of(), Duration.ofHours(1).toNanos()), sink);
    attempt.pause();
    bench.timers.runFor(Duration.ofMinutes(1));

    assertThat(sink.order()).isEqualTo("head preamble");
    attempt.resume();
    bench.timers.runAll();
    assertThat(sink.order()).endsWith("end");
  }

  @Test
  void knows_what_its_settings_may_be() {
    var forms = SimulatorCalls.profile().settings();
    var good =
        Map.<String, Object>of(
            "latency_ms", 5L,
            "tokens_per_second", 2.5,
            "failure_rate", 0.5,
            "failure_status", List.of(429L, 503L),
            "break_rate", 1L,
            "answer_tokens", 10L,
            "seed", -4L);
    var bad =
        Map.<String, Object>of(
            "latency_ms",
            -1L,
            "tokens_per_second",
            "fast",
            "failure_rate",
            1.5,
            "failure_status",
            List.of(200L),
            "break_rate",
            -0.1,
            "answer_tokens",
            0L,
            "seed",
            1.5);

    assertThat(forms.keySet()).isEqualTo(good.keySet());
    assertThat(good).allSatisfy((k, v) -> assertThat(forms.get(k).form().accepts(v)).isTrue());
    assertThat(bad).allSatisfy((k, v) -> assertThat(forms.get(k).form().accepts(v)).isFalse());
  }
}
