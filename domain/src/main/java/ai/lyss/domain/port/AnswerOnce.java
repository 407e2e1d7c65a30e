package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.OnceKey.Claim;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Instant;

/**
 * Remembers what requests with an idempotency key were answered. Used within a {@link
 * TenantTransaction}, the one that does what is asked for: both are kept, or neither.
 */
public interface AnswerOnce {

  /**
   * Asks for the right to answer a request. Of several who ask for one key at the same time, one
   * gets it, and the others wait for the end of its transaction.
   *
   * @param now keys whose time is over are forgotten
   */
  StoreOutcome<Claim> claim(TenantId tenant, OnceKey key, Instant now);

  /**
   * Keeps the answer of a request whose key was claimed in this transaction.
   *
   * @param answer may hold secrets, and is stored sealed
   * @param until when it is forgotten
   */
  StoreOutcome<Claim> keep(TenantId tenant, OnceKey key, String answer, Instant until);
}
