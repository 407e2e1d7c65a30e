package ai.lyss.domain.failure;

/** Which limit of time ran out. */
public enum TimeoutPhase {
  /** No connection in time. */
  CONNECT,
  /** No first byte of the answer in time. */
  FIRST_BYTE,
  /** Silence between two parts of the answer. */
  IDLE,
  /** The deadline of the whole relay. */
  TOTAL
}
