package ai.lyss.domain.failure;

/** Whose fault a failed attempt was: only that scope is acted upon. */
public enum FailureScope {
  /** The caller's mistake: touches no channel and is not tried again. */
  REQUEST,
  /** The credential is refused: benches it on every channel that uses it. */
  KEY,
  /** The account is empty: benches the credential as well. */
  FUNDING,
  /** The model is not there, or not for this account. */
  MODEL,
  /** The vendor does not serve from or to this region. */
  REGION,
  /** The vendor, or the way to it, failed. */
  PROVIDER
}
