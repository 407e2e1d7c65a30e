package ai.lyss.runtime.start;

import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.config.StoreKind;
import io.quarkus.runtime.ImageMode;

/** Which PostgreSQL the settings ask for. */
public final class StoreChoice {

  /** The setting that tells where an external one is. */
  public static final String JDBC_URL = "quarkus.datasource.jdbc.url";

  /** The setting with the name to log in by. */
  public static final String USER = "quarkus.datasource.username";

  /** The setting with the password. */
  public static final String PASSWORD = "quarkus.datasource.password";

  private StoreChoice() {}

  /**
   * Returns the kind of store.
   *
   * @throws StartRefused when settings contradict each other, or one that it needs is missing
   */
  public static StoreKind of(EarlyConfig config, GatewayConfig gateway) throws StartRefused {
    boolean given = config.text(JDBC_URL).isPresent();
    var kind = gateway.store().orElse(given ? StoreKind.EXTERNAL : StoreKind.EMBEDDED);
    if (kind == StoreKind.EXTERNAL && !given) {
      throw new StartRefused(
          JDBC_URL
              + ": not set (expected: jdbc:postgresql://host:port/database in"
              + " QUARKUS_DATASOURCE_JDBC_URL, since lyss.store is external)");
    }
    if (kind == StoreKind.EMBEDDED && given) {
      throw new StartRefused(
          "lyss.store: embedded, and " + JDBC_URL + " is set (expected: one of the two)");
    }
    if (kind == StoreKind.EMBEDDED && ImageMode.current() == ImageMode.NATIVE_RUN) {
      throw new StartRefused(
          "lyss.store: embedded is not available in the native binary (expected:"
              + " jdbc:postgresql://host:port/database in QUARKUS_DATASOURCE_JDBC_URL)");
    }
    if (kind == StoreKind.EXTERNAL && gateway.masterKey().isEmpty()) {
      throw new StartRefused(
          "lyss.master-key: not set (expected: base64 of 32 bytes, for instance in LYSS_MASTER_KEY;"
              + " it wraps every secret in the external store, so keep it)");
    }
    return kind;
  }
}
