package ai.lyss.runtime.config;

/** What happens to requests with a quota while Redis cannot be reached. */
public enum OnStoreFailure {
  /** They are refused. */
  DENY,
  /** They are served, and what they used is charged once Redis is back. */
  ALLOW
}
