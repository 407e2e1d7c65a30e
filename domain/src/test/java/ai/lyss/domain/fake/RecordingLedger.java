package ai.lyss.domain.fake;

import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A ledger that grants what it is told to and remembers each call; it answers at once, or when the
 * test says so.
 */
public final class RecordingLedger implements QuotaLedger {

  /** A reservation that was settled, and with what. */
  public record Settled(QuotaReservation reservation, QuotaAmount used) {}

  private final List<QuotaDemand> demands = new ArrayList<>();
  private final List<Settled> settled = new ArrayList<>();
  private final List<QuotaReservation> released = new ArrayList<>();
  private final List<QuotaReservation> granted = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private BiFunction<QuotaDemand, List<Quota>, QuotaDecision> decision = RecordingLedger::grant;
  private boolean holding;

  /** Returns a decision that grants a demand whole. */
  public static QuotaDecision grant(QuotaDemand demand, List<Quota> quotas) {
    return new QuotaDecision.Granted(
        new QuotaReservation(
            demand.relay(), quotas, demand.amount(), null, null, demand.admittedAt()));
  }

  /** Decides like this from now on. */
  public RecordingLedger deciding(BiFunction<QuotaDemand, List<Quota>, QuotaDecision> by) {
    decision = by;
    return this;
  }

  /** Holds its answers back until {@link #answerHeld}. */
  public RecordingLedger holding() {
    holding = true;
    return this;
  }

  /** Gives all answers held back. */
  public void answerHeld() {
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  @Override
  public void reserve(QuotaDemand demand, List<Quota> quotas, Consumer<QuotaDecision> answer) {
    demands.add(demand);
    var decided = decision.apply(demand, quotas);
    if (decided instanceof QuotaDecision.Granted grant) {
      granted.add(grant.reservation());
    }
    if (holding) {
      held.add(() -> answer.accept(decided));
    } else {
      answer.accept(decided);
    }
  }

  @Override
  public void settle(QuotaReservation reservation, QuotaAmount used) {
    settled.add(new Settled(reservation, used));
  }

  @Override
  public void release(QuotaReservation reservation) {
    released.add(reservation);
  }

  @Override
  public List<QuotaStatus> status(List<Quota> quotas) {
    return List.of();
  }

  /** Returns all demands made. */
  public List<QuotaDemand> demands() {
    return demands;
  }

  /** Returns all settlements, repeated ones included. */
  public List<Settled> settled() {
    return settled;
  }

  /** Returns all releases, repeated ones included. */
  public List<QuotaReservation> released() {
    return released;
  }

  /** Fails unless each granted reservation was settled or released, one of both, once. */
  public void assertAllClosedOnce() {
    var closed = new ArrayList<UUID>();
    settled.forEach(each -> closed.add(each.reservation().relay()));
    released.forEach(each -> closed.add(each.relay()));
    var open = granted.stream().map(QuotaReservation::relay).sorted().toList();
    if (!open.equals(closed.stream().sorted().toList())) {
      throw new AssertionError(
          "granted " + open + ", settled or released " + closed + " (expected: each once)");
    }
  }
}
