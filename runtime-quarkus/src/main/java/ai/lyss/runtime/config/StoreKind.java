package ai.lyss.runtime.config;

/** Which PostgreSQL keeps the data. */
public enum StoreKind {
  /** One that this process starts and stops. */
  EMBEDDED,
  /** One that runs elsewhere. */
  EXTERNAL
}
