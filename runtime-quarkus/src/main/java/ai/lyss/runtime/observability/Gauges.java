package ai.lyss.runtime.observability;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Shows what other parts count themselves. Each method registers once and returns this. */
public final class Gauges {

  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;

  /** Shows in this registry. */
  public Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows the relays that run. */
  public Gauges relays(IntSupplier running) {
    return gauge("lyss.relays.running", "Relays that run now", running::getAsInt);
  }

  /** Shows what is set aside of quotas for relays that run. */
  public Gauges reservations(IntSupplier held) {
    return gauge(
        "lyss.quota.reservations", "Reservations not settled or released yet", held::getAsInt);
  }

  /** Shows the attempts that run. */
  public Gauges attempts(IntSupplier open) {
    return gauge("lyss.attempts.running", "Attempts at vendors that run now", open::getAsInt);
  }

  /** Shows the connections to vendors. */
  public Gauges connections(IntSupplier open) {
    return gauge(
        "lyss.vendor.connections", "Connections to vendors, idle ones included", open::getAsInt);
  }

  /** Shows the lines of the access log that found its queue full. */
  public Gauges accessLog(LongSupplier dropped) {
    counter("lyss.access.log.dropped", "Lines of the access log not written", dropped);
    return this;
  }

  /** Shows what of the journal is not stored yet. */
  public Gauges journal(LongSupplier backlogBytes, Supplier<Duration> backlogAge) {
    gauge("lyss.journal.backlog.bytes", "Journal not read yet", backlogBytes);
    Gauge.builder(
            "lyss.journal.backlog.age.seconds", () -> backlogAge.get().toNanos() / NANOS_PER_SECOND)
        .description("Age of the oldest row that is not stored yet")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /** Shows what came of storing the journal's rows. */
  public Gauges ledger(LongSupplier stored, LongSupplier rejected, LongSupplier failures) {
    counter("lyss.ledger.rows", "Rows stored in the ledger", stored);
    counter("lyss.ledger.rejected", "Rows the ledger refused for good", rejected);
    return gauge("lyss.ledger.failures", "Failures in a row to reach the ledger", failures);
  }

  /** Shows what stands between this process and the counters it shares with others. */
  public Gauges sharedQuotas(IntSupplier undelivered, LongSupplier dropped, LongSupplier orphaned) {
    gauge("lyss.quota.undelivered", "Settlements that wait for Redis", undelivered::getAsInt);
    counter("lyss.quota.dropped", "Settlements left to their lease for want of room", dropped);
    counter("lyss.quota.orphaned", "Reservations of dead processes charged in full", orphaned);
    return this;
  }

  private Gauges gauge(String name, String description, LongSupplier value) {
    Gauge.builder(name, value::getAsLong)
        .description(description)
        .strongReference(true)
        .register(registry);
    return this;
  }

  private void counter(String name, String description, LongSupplier value) {
    FunctionCounter.builder(name, value, LongSupplier::getAsLong)
        .description(description)
        .register(registry);
  }
}
