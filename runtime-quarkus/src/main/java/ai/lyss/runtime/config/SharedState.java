package ai.lyss.runtime.config;

/** Where quotas are counted. */
public enum SharedState {
  /** In this process, which is then the only one. */
  LOCAL,
  /** In Redis, for all replicas that use it. */
  REDIS
}
