package ai.lyss.runtime.wiring;

import ai.lyss.adapter.provider.http.ByteBudget;
import ai.lyss.adapter.provider.http.TrustedCertificates;
import ai.lyss.adapter.provider.http.content.GuardedFetch;
import ai.lyss.adapter.provider.http.content.HttpContent;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.adapter.provider.http.egress.JdkLookup;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.domain.egress.AddressRules;
import ai.lyss.domain.egress.PrivateAddresses;
import ai.lyss.domain.port.RemoteContent;
import ai.lyss.runtime.config.GatewayConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What guards every connection that the gateway makes on somebody's word. */
final class Outgoing {

  /** Names that are looked up at once: each holds a thread for as long as the system takes. */
  private static final int LOOK_UPS = 32;

  @Produces
  @Singleton
  EgressGuard guard(Vertx vertx, GatewayConfig config) {
    return guard(vertx, config, "lyss-names");
  }

  @Produces
  @Singleton
  GuardedFetch documents(
      @ConfigProperty(name = "quarkus.application.version") String version,
      Vertx vertx,
      GatewayConfig config,
      EgressGuard guard) {
    return fetch(vertx, guard, config, version);
  }

  /** Names in requests have look-ups of their own: callers cannot hold up those of vendors. */
  @Produces
  @Singleton
  RemoteContent content(
      @ConfigProperty(name = "quarkus.application.version") String version,
      Vertx vertx,
      GatewayConfig config,
      RelayClock clock) {
    var guard = guard(vertx, config, "lyss-content-names");
    var budget = new ByteBudget(config.proxy().maxFetchedBytes().bytes());
    return new HttpContent(vertx, fetch(vertx, guard, config, version), budget, clock.nanos());
  }

  private static EgressGuard guard(Vertx vertx, GatewayConfig config, String threads) {
    var egress = config.egress();
    var rules =
        new AddressRules(
            egress.allowPrivate().orElse(PrivateAddresses.REFUSED),
            egress.allow().orElse(List.of()));
    var workers = vertx.createSharedWorkerExecutor(threads, LOOK_UPS);
    return new EgressGuard(
        rules, new JdkLookup(task -> workers.executeBlocking(Executors.callable(task), false)));
  }

  private static GuardedFetch fetch(
      Vertx vertx, EgressGuard guard, GatewayConfig config, String version) {
    var trust = config.proxy().trustCertificates().map(TrustedCertificates::andJavas).orElse(null);
    return new GuardedFetch(vertx, guard, trust, version);
  }
}
