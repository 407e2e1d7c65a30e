package ai.lyss.domain.usage;

/** How an admitted relay ended. */
public enum RelayStatus {
  /** The caller got its whole answer. */
  ANSWERED,
  /** The caller got an error. */
  FAILED,
  /** The answer broke off after its first content. */
  INTERRUPTED,
  /** The caller hung up. */
  CANCELLED,
  /** The process died while it ran: charged in full. */
  ORPHANED
}
