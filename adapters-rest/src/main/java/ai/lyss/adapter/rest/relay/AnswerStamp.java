package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.store.Ids;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What an answer carries that no vendor gave: when it was made, and ids. Thread-safe.
 *
 * @param clock tells the time
 * @param ids makes ids
 */
public record AnswerStamp(InstantSource clock, Ids ids) {

  /** Returns the time now. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns a new id of letters and digits after this prefix. */
  public String id(String prefix) {
    return prefix + ids.next().toString().replace("-", "");
  }
}
