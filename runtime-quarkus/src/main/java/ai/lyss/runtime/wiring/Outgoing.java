package ai.lyss.runtime.wiring;

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
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What guards every connection that the gateway makes on somebody's word. */
final class Outgoing {

  /** Names that are looked up at once: each holds a thread for as long as the system takes. */
  private static final int LOOK_UPS = 8;

  @Produces
  @Singleton
  EgressGuard guard(Vertx vertx, GatewayConfig config) {
    var egress = config.egress();
    var rules =
        new AddressRules(
            egress.allowPrivate().orElse(PrivateAddresses.REFUSED),
            egress.allow().orElse(List.of()));
    return new EgressGuard(rules, new JdkLookup(workers(vertx)));
  }

  private static Executor workers(Vertx vertx) {
    var workers = vertx.createSharedWorkerExecutor("lyss-names", LOOK_UPS);
    return task ->
        workers.executeBlocking(
            () -> {
              task.run();
              return null;
            },
            false);
  }

  @Produces
  @Singleton
  GuardedFetch documents(
      @ConfigProperty(name = "quarkus.application.version") String version,
      Vertx vertx,
      GatewayConfig config,
      EgressGuard guard) {
    var trust = config.proxy().trustCertificates().map(TrustedCertificates::andJavas).orElse(null);
    return new GuardedFetch(vertx, guard, trust, version);
  }

  @Produces
  @Singleton
  RemoteContent content(Vertx vertx, GuardedFetch documents, RelayClock clock) {
    return new HttpContent(vertx, documents, clock.nanos());
  }
}
