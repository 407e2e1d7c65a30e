package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.provider.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated vendor behaves. Immutable; values out of range are taken to the nearest allowed
 * one.
 *
 * @param latency time to the first byte, setting {@code latency_ms}, at most an hour
 * @param tokensPerSecond pace of the answer; 0 for all at once
 * @param failureRate share of requests that fail, 0 to 1
 * @param failureStatuses HTTP statuses to fail with, drawn evenly; setting {@code failure_status},
 *     a number or a list, 500 when it is absent
 * @param seed makes the draws repeatable; null for real chance
 */
record SimulatorSettings(
    Duration latency,
    double tokensPerSecond,
    double failureRate,
    List<Integer> failureStatuses,
    @Nullable Long seed) {

  static final String LATENCY = "latency_ms";
  static final String PACE = "tokens_per_second";
  static final String FAILURE_RATE = "failure_rate";
  static final String FAILURE_STATUS = "failure_status";
  static final String SEED = "seed";

  private static final double MAX_LATENCY_MILLIS = 3_600_000;
  private static final SimulatorSettings NONE =
      new SimulatorSettings(Duration.ZERO, 0, 0, List.of(500), null);

  static SimulatorSettings of(Settings settings) {
    if (settings.values().isEmpty()) {
      return NONE;
    }
    double latency = settings.number(LATENCY).map(Number::doubleValue).orElse(0.0);
    double pace = settings.number(PACE).map(Number::doubleValue).orElse(0.0);
    double rate = settings.number(FAILURE_RATE).map(Number::doubleValue).orElse(0.0);
    return new SimulatorSettings(
        Duration.ofMillis(Math.round(Math.clamp(latency, 0, MAX_LATENCY_MILLIS))),
        Math.max(0, pace),
        Math.clamp(rate, 0, 1),
        statuses(settings.values().get(FAILURE_STATUS)),
        settings.number(SEED).map(Number::longValue).orElse(null));
  }

  private static List<Integer> statuses(@Nullable Object value) {
    var given = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    var statuses =
        given.stream()
            .filter(Number.class::isInstance)
            .map(status -> Math.clamp(((Number) status).longValue(), 400, 599))
            .toList();
    return statuses.isEmpty() ? List.of(500) : statuses;
  }
}
