package ai.lyss.domain.health;

/** What an attempt says of its channel. */
public enum AttemptOutcome {
  /** The channel answered. */
  SUCCESS,
  /** The channel, or the way to it, failed. */
  FAILURE,
  /** Nothing: the caller hung up or made a mistake, or the vendor only asked to slow down. */
  IGNORED
}
