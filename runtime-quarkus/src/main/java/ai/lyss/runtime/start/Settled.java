package ai.lyss.runtime.start;

import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.SharedState;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the process runs on: its state folder, its store and its keys. What was not given is settled
 * here and handed on as system properties, which Quarkus reads next.
 */
final class Settled implements AutoCloseable {

  /** Quarkus cuts off what is larger; the relay, whose limit is lower, answers in its dialect. */
  private static final String BODY_LIMIT = "quarkus.http.limits.max-body-size";

  private static final long BODY_MARGIN = 1 << 20;

  /** One a processor: they never wait, and a second one only makes the first wait its turn. */
  private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";

  private final NewSecrets secrets;
  private final PrintStream told;
  private @Nullable StateFolder folder;
  private @Nullable EmbeddedStore store;
  private volatile Duration drain = Duration.ZERO;
  private boolean closed;

  /** Nothing settled yet. */
  Settled(NewSecrets secrets, PrintStream told) {
    this.secrets = secrets;
    this.told = told;
  }

  /** Returns how long running relays may go on after the process was asked to stop. */
  Duration drain() {
    return drain;
  }

  /** Settles everything. */
  void settle() throws StartRefused {
    var config = EarlyConfig.read();
    drain = config.drain();
    var gateway = config.gateway();
    TokenKeys.check(gateway.jwt());
    var shared = SharedStateChoice.of(config, gateway);
    System.setProperty("lyss.shared-state", shared.name().toLowerCase(Locale.ROOT));
    var kind = StoreChoice.of(config, gateway);
    unlessGiven(config, BODY_LIMIT, gateway.proxy().maxRequestBytes().bytes() + BODY_MARGIN);
    unlessGiven(config, EVENT_LOOPS, Runtime.getRuntime().availableProcessors());
    switch (kind) {
      case EMBEDDED -> embed(config, gateway);
      case EXTERNAL -> {
        open(gateway);
        new ExternalStore(
                config.text(StoreChoice.JDBC_URL).orElseThrow(),
                config.text(StoreChoice.USER).orElse(null),
                config.text(StoreChoice.PASSWORD).orElse(null))
            .await(gateway.storeWait(), System::nanoTime, told);
      }
    }
    if (shared == SharedState.REDIS) {
      new ExternalRedis(config.text(SharedStateChoice.HOSTS).orElseThrow())
          .await(gateway.storeWait(), System::nanoTime, told);
    }
  }

  private static void unlessGiven(EarlyConfig config, String key, long value) {
    if (config.text(key).isEmpty()) {
      System.setProperty(key, String.valueOf(value));
    }
  }

  private synchronized StateFolder open(GatewayConfig gateway) throws StartRefused {
    refuseWhenClosed();
    var opened = StateFolder.open(gateway.home());
    folder = opened;
    System.setProperty("lyss.home", opened.path().toString());
    return opened;
  }

  private synchronized void embed(EarlyConfig config, GatewayConfig gateway) throws StartRefused {
    var opened = open(gateway);
    if (gateway.masterKey().isEmpty()) {
      System.setProperty("lyss.master-key", opened.secret("master.key", secrets::masterKey));
    }
    if (gateway.bootstrap().adminKey().isEmpty()) {
      System.setProperty(
          "lyss.bootstrap.admin-key", opened.secret(AdminKeyFile.NAME, secrets::apiKey));
    }
    if (gateway.bootstrap().providers().isEmpty()) {
      System.setProperty("lyss.bootstrap.providers", "true");
    }
    if (gateway.egress().allowPrivate().isEmpty()) {
      System.setProperty("lyss.egress.allow-private", "loopback");
    }
    if (config.text("quarkus.http.host").isEmpty()) {
      System.setProperty("quarkus.http.host", "localhost");
    }
    var started = EmbeddedStore.start(opened, secrets::password);
    store = started;
    System.setProperty(StoreChoice.JDBC_URL, started.login().jdbcUrl());
    System.setProperty(StoreChoice.USER, started.login().user());
    System.setProperty(StoreChoice.PASSWORD, started.login().password().reveal());
  }

  private void refuseWhenClosed() throws StartRefused {
    if (closed) {
      throw new StartRefused("the start was called off");
    }
  }

  /**
   * Stops the store and gives the folder back; waits for a start of the store that is under way.
   */
  @Override
  public synchronized void close() {
    closed = true;
    if (store != null) {
      try {
        store.close();
      } catch (IOException e) {
        told.println("lyss: the embedded PostgreSQL did not stop: " + e.getMessage());
      }
      store = null;
    }
    if (folder != null) {
      folder.close();
      folder = null;
    }
  }
}
