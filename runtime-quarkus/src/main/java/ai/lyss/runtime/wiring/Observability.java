package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.journal.JournalDrainer;
import ai.lyss.adapter.provider.http.HttpTransport;
import ai.lyss.adapter.rest.relay.RunningRelays;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.runtime.observability.AccessLog;
import ai.lyss.runtime.observability.AccessLogWriter;
import ai.lyss.runtime.observability.Gauges;
import ai.lyss.runtime.observability.JointLog;
import ai.lyss.runtime.observability.MicrometerGatewayEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What shows how the service fares. */
final class Observability {

  @Produces
  @Singleton
  AccessLogWriter accessLogWriter() {
    return new AccessLogWriter(new JointLog("ai.lyss.access"));
  }

  @Produces
  @Singleton
  GatewayEvents events(MeterRegistry registry, AccessLogWriter lines) {
    return new MicrometerGatewayEvents(registry, new AccessLog(lines));
  }

  @Produces
  @Singleton
  Gauges gauges(
      MeterRegistry registry,
      RunningRelays running,
      HttpTransport transport,
      JournalDrainer drainer,
      AccessLogWriter lines) {
    return new Gauges(registry)
        .relays(running::count)
        .attempts(transport::openAttempts)
        .connections(transport::openConnections)
        .accessLog(lines::dropped)
        .journal(drainer::backlogBytes, drainer::backlogAge)
        .ledger(drainer::storedRows, drainer::rejectedRows, drainer::consecutiveFailures);
  }
}
