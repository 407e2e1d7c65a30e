package ai.lyss.domain.health;

/** The states of a circuit breaker. */
public enum CircuitState {
  /** Attempts go through. */
  CLOSED,
  /** No attempt goes through. */
  OPEN,
  /** A few trials go through. */
  HALF_OPEN
}
