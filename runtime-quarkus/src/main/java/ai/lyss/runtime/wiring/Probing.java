package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.probe.PostgresConnectionTests;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.adapter.provider.http.probe.HttpConnectionProbe;
import ai.lyss.application.admin.Births;
import ai.lyss.application.admin.ConnectionTesting;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.application.usecase.TestConnections;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConnectionProbe;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Tests of connections to vendors. */
final class Probing {

  @Produces
  @Singleton
  ConnectionProbe probe(Vertx vertx, EgressGuard guard, Vendors.Known known, RelayClock clock) {
    return new HttpConnectionProbe(vertx, guard, known.protocols(), clock.nanos());
  }

  @Produces
  @Singleton
  ConnectionTests tests(DataSource store) {
    return new PostgresConnectionTests(store);
  }

  @Produces
  @Singleton
  ConnectionTesting.Kept kept(
      ProviderRepository providers, ChannelRepository channels, ConnectionTests tests) {
    return new ConnectionTesting.Kept(providers, channels, tests);
  }

  @Produces
  @ApplicationScoped
  TestConnections testConnections(
      TenantTransaction transaction,
      ConnectionTesting.Kept kept,
      ConnectionProbe probe,
      Births births) {
    return new ConnectionTesting(transaction, kept, probe, births);
  }
}
