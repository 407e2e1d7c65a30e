package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.fake.ScriptedCalls.Scripted;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.quota.QuotaDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever vendor, caller, clock and ports do in whatever order: the sink hears what its protocol
 * allows, and all that was taken is given back once.
 */
class RelayPropertyTest {

  private static final int RUNS = 4_000;
  private static final int MOST_STEPS = 30;
  private static final List<String> PORT_CALLS =
      List.of("reserve", "opened", "open", "attemptFailed", "after", "relayed", "refused");
  private static final List<String> SINK_CALLS = List.of("head", "chunk", "end", "fail");

  private SplittableRandom random = new SplittableRandom();
  private RelayBench bench = new RelayBench();
  private List<String> story = new ArrayList<>();
  private RelayChat.Relay relay;
  private boolean gone;

  @Test
  @Timeout(120)
  void every_story_ends_once_and_leaves_nothing_behind() {
    var endings = new TreeSet<String>();
    for (int run = 0; run < RUNS; run++) {
      random = new SplittableRandom(Seeds.seed() + run);
      bench = new RelayBench();
      story = new ArrayList<>();
      gone = false;
      relay = null;
      assertThatCode(this::play)
          .as("seed %d, run %d: %s", Seeds.seed(), run, story)
          .doesNotThrowAnyException();
      bench.journal.closed().forEach(row -> endings.add(row.status().name()));
    }
    assertThat(endings).containsExactly("ANSWERED", "CANCELLED", "FAILED", "INTERRUPTED");
  }

  private void play() {
    prepare();
    relay = bench.relay();
    int steps = random.nextInt(MOST_STEPS);
    for (int i = 0; i < steps; i++) {
      step();
      assertThat(bench.journal.closed().isEmpty() || nothingRuns()).as("runs when over").isTrue();
    }
    finish();
    assertThat(bench.sink.isOver() || gone).as("told or gone").isTrue();
    assertThat(bench.over).as("told that nothing is left").isEqualTo(gone ? 1 : 0);
    bench.assertNothingLeaks();
  }

  private boolean nothingRuns() {
    return bench.calls.attempts().stream().allMatch(Scripted::isOver);
  }

  private void prepare() {
    if (chance(6)) {
      bench.buggyAt(any(PORT_CALLS));
      note("bug");
    }
    if (chance(6)) {
      var broken = any(SINK_CALLS);
      note("sink throws at " + broken);
      bench.sink.reacting(
          call -> {
            if (call.equals(broken)) {
              throw new Breaking.Bug(call);
            }
          });
    }
    var provider = Providers.simulator(bench.tenant, "p");
    bench.with(provider);
    int channels = random.nextInt(4);
    for (int i = 0; i < channels; i++) {
      var plain = Channels.plain(provider, "c" + i, "m");
      bench.with(chance(2) ? HangUpTest.drained(plain) : plain);
    }
    if (chance(4)) {
      bench.ledger.holding();
      note("the ledger takes its time");
    }
    if (chance(10)) {
      bench.ledger.deciding((demand, quotas) -> new QuotaDecision.Unreachable());
    }
    for (int i = 0; i < 3; i++) {
      if (chance(3)) {
        bench.calls.whenOpened(this::vendorAtOnce);
      } else {
        bench.calls.whenOpened(attempt -> note("attempt"));
      }
    }
  }

  private void vendorAtOnce(Scripted attempt) {
    int events = random.nextInt(5);
    for (int i = 0; i < events; i++) {
      vendor(attempt, random.nextInt(6));
    }
    if (relay != null) {
      hangUpSometimes();
    }
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0 -> {
        note("pause");
        relay.pause();
      }
      case 1 -> {
        note("resume");
        relay.resume();
      }
      case 2 -> hangUpSometimes();
      case 3 -> {
        if (chance(5)) {
          note("stop");
          relay.shutDown();
        }
      }
      case 4 -> {
        note("time");
        bench.timers.advance(Duration.ofMillis(random.nextInt(70_000)));
      }
      case 5 -> {
        note("ledger answers");
        bench.ledger.answerHeld();
      }
      default -> {
        if (!bench.calls.attempts().isEmpty()) {
          vendor(bench.calls.last(), random.nextInt(6));
        }
      }
    }
  }

  private void hangUpSometimes() {
    if (!gone && chance(3)) {
      note("hang up");
      gone = true;
      bench.hangUp(relay);
    }
  }

  private void vendor(Scripted attempt, int what) {
    note("vendor " + what);
    switch (what) {
      case 0, 1 -> attempt.head().preamble("p");
      case 2, 3 -> attempt.head().content("c").knows(Reports.PARTIAL);
      case 4 ->
          attempt.fail(
              any(ProviderFailures.all()), any(List.of(AttemptReport.UNSENT, Reports.SENT)));
      default -> attempt.end(Reports.COUNTED);
    }
  }

  /** Lets everything that is under way come to its end. */
  private void finish() {
    bench.ledger.answerHeld();
    for (int i = 0; i < 2 * RelayBench.MOST_ATTEMPTS; i++) {
      bench.timers.advance(Duration.ofSeconds(61));
      bench.calls.attempts().stream()
          .filter(attempt -> !attempt.isOver())
          .forEach(attempt -> attempt.head().content("last").end(Reports.COUNTED));
    }
  }

  private void note(String what) {
    story.add(what);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
