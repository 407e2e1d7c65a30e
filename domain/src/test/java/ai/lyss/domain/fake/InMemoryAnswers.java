package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.OnceKey.Claim;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.time.Instant;

/** The answers of an {@link InMemoryStore} to requests with an idempotency key. */
final class InMemoryAnswers implements AnswerOnce {

  private final InMemoryStore store;

  InMemoryAnswers(InMemoryStore store) {
    this.store = store;
  }

  /** What is kept, and for how long. */
  record Kept(String fingerprint, String answer, Instant until) {}

  @Override
  public StoreOutcome<Claim> claim(TenantId tenant, OnceKey key, Instant now) {
    var kept = store.stateFor(tenant).answers.get(name(tenant, key));
    if (kept == null || !now.isBefore(kept.until())) {
      return new Done<>(new Claim.First());
    }
    return new Done<>(
        kept.fingerprint().equals(key.fingerprint())
            ? new Claim.Answered(kept.answer())
            : new Claim.Misused());
  }

  @Override
  public StoreOutcome<Claim> keep(TenantId tenant, OnceKey key, String answer, Instant until) {
    var kept = new Kept(key.fingerprint(), answer, until);
    store.stateFor(tenant).answers.put(name(tenant, key), kept);
    return new Done<>(new Claim.Answered(answer));
  }

  private static String name(TenantId tenant, OnceKey key) {
    return tenant + " " + key.route() + " " + key.key();
  }
}
