package ai.lyss.runtime.config;

/** Where limits and breaker states are counted. */
public enum SharedState {
  /** In this process, which is then the only one. */
  LOCAL
}
