package ai.lyss.domain.store;

import java.time.Instant;

/**
 * When a stored thing was made and changed.
 *
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
 * @param version counts its changes from 0; a change against another version is refused
 */
public record Revision(Instant createdAt, Instant updatedAt, long version) {

  /** The revision of a thing made at {@code now}. */
  public static Revision first(Instant now) {
    return new Revision(now, now, 0);
  }

  /** The revision of the same thing after a change at {@code now}. */
  public Revision next(Instant now) {
    return new Revision(createdAt, now, version + 1);
  }
}
