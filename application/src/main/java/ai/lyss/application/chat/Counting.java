package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.routing.Candidate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills the gaps of a claim with what a tokenizer counts, or with an estimate where there is no
 * tokenizer, where it fails and where it takes too long. Thread-safe.
 */
final class Counting {

  /** The longest a settlement waits for a count, an encoding that has to be loaded included. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final TokenCounter tokens;
  private final Timers timers;
  private final BugReports bugs;

  Counting(TokenCounter tokens, Timers timers, GatewayEvents events) {
    this.tokens = tokens;
    this.timers = timers;
    this.bugs = new BugReports(events);
  }

  /** Returns whether the text of a candidate's answer is worth keeping. */
  AnswerText textOf(Candidate candidate) {
    return knows(candidate) ? AnswerText.KEPT : AnswerText.DROPPED;
  }

  private boolean knows(Candidate candidate) {
    var known = new AtomicBoolean();
    bugs.completes(
        "knows tokens",
        () ->
            known.set(
                tokens.knows(candidate.provider().vendor(), candidate.offer().vendorModel())));
    return known.get();
  }

  /**
   * Fills a claim. The charge comes exactly once: within this call where nothing is to be counted,
   * else later and on any thread. Called on the relay's event loop.
   */
  void fill(Claim claim, Admitted admitted, Candidate candidate, Consumer<Charging> charge) {
    long reserved = admitted.opened().reservedInput();
    if (!claim.canBeCounted() || !knows(candidate)) {
      charge.accept(claim.filled(Tokens.NONE, reserved));
      return;
    }
    var job =
        new TokenCounter.Job(
            candidate.provider().vendor(),
            candidate.offer().vendorModel(),
            claim.lacksInput() ? admitted.request() : null,
            claim.textToCount());
    var first = new First(counted -> charge.accept(claim.filled(counted, reserved)));
    if (!bugs.completes("count tokens", () -> count(job, first))) {
      first.answer(Tokens.NONE);
    }
  }

  private void count(TokenCounter.Job job, First first) {
    var late = timers.after(LONGEST, () -> first.answer(Tokens.NONE));
    first.stopping(late);
    tokens.count(job, first::answer);
  }

  /** Lets the first answer through, whatever threads the answers come on. */
  private static final class First {

    private final Consumer<Tokens> then;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile @Nullable Runnable timer;

    First(Consumer<Tokens> then) {
      this.then = then;
    }

    /** Takes what calls the timer off; told before anything is counted. */
    void stopping(Runnable late) {
      timer = late;
    }

    void answer(Tokens counted) {
      if (answered.compareAndSet(false, true)) {
        var waiting = timer;
        if (waiting != null) {
          waiting.run();
        }
        then.accept(counted);
      }
    }
  }
}
