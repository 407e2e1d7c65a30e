package ai.lyss.runtime.observability;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens, under names of a closed set, and writes the access log. Meters are looked up
 * once, not for each request.
 */
public final class MicrometerGatewayEvents implements GatewayEvents {

  private static final Logger LOG = Logger.getLogger("ai.lyss.gateway");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry registry;
  private final AccessLog access;
  private final Map<RelayStatus, Timer> relays = new EnumMap<>(RelayStatus.class);
  private final Timer firstToken;
  private final Counter inputTokens;
  private final Counter outputTokens;
  private final Counter bugs;
  private final ConcurrentHashMap<String, Counter> refusals = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Counter> attemptFailures = new ConcurrentHashMap<>();

  /** Counts in this registry and writes to this log. */
  public MicrometerGatewayEvents(MeterRegistry registry, AccessLog access) {
    this.registry = registry;
    this.access = access;
    for (var status : RelayStatus.values()) {
      relays.put(
          status,
          Timer.builder("lyss.relay.duration")
              .description("Admitted relays, from admission to their end")
              .tag("outcome", status.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(BUCKETS)
              .register(registry));
    }
    this.firstToken =
        Timer.builder("lyss.relay.first.token")
            .description("From admission to the first content")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    this.inputTokens = tokens("input");
    this.outputTokens = tokens("output");
    this.bugs =
        Counter.builder("lyss.bugs")
            .description("Call-backs of the core that threw")
            .register(registry);
  }

  private Counter tokens(String direction) {
    return Counter.builder("lyss.tokens")
        .description("Tokens charged")
        .tag("direction", direction)
        .register(registry);
  }

  @Override
  public void attemptFailed(Channel channel, ModelName vendorModel, ProviderFailure failure) {
    var kind = failure.kind();
    var counter = attemptFailures.get(kind);
    if (counter == null) {
      counter =
          attemptFailures.computeIfAbsent(
              kind,
              name ->
                  Counter.builder("lyss.attempt.failures")
                      .description("Attempts that failed, by kind")
                      .tag("kind", name)
                      .register(registry));
    }
    counter.increment();
    LOG.debugf("attempt failed: channel=%s model=%s kind=%s", channel.id(), vendorModel, kind);
  }

  @Override
  public void refused(
      String requestId,
      @Nullable Caller caller,
      @Nullable ModelName model,
      GatewayFailure failure) {
    refusals
        .computeIfAbsent(
            AccessLog.kind(failure),
            name ->
                Counter.builder("lyss.refusals")
                    .description("Requests refused before admission, by reason")
                    .tag("reason", name)
                    .register(registry))
        .increment();
    access.refused(requestId, caller, model, failure);
  }

  @Override
  public void relayed(
      UsageRecord row, @Nullable Channel channel, @Nullable GatewayFailure failure) {
    var timer = relays.get(row.status());
    if (timer != null) {
      timer.record(row.duration().toNanos(), TimeUnit.NANOSECONDS);
    }
    var ttft = row.timeToFirstToken();
    if (ttft != null) {
      firstToken.record(ttft.toNanos(), TimeUnit.NANOSECONDS);
    }
    count(inputTokens, row.usage().input());
    count(outputTokens, row.usage().output());
    access.relayed(row, channel, failure);
  }

  private static void count(Counter counter, @Nullable Long tokens) {
    if (tokens != null && tokens > 0) {
      counter.increment(tokens);
    }
  }

  @Override
  public void bug(String where, Throwable cause) {
    bugs.increment();
    LOG.errorf(cause, "bug in the relay: %s", where);
  }
}
