package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.VendorSetting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated vendor behaves. Immutable; values out of range, which no provider that was
 * checked has, are taken to the nearest allowed one.
 *
 * @param latency time to the first token, setting {@code latency_ms}, at most an hour
 * @param tokensPerSecond pace of the answer; 0 for all at once
 * @param failureRate share of requests that fail before their first token, 0 to 1
 * @param failureStatuses HTTP statuses to fail with, drawn evenly; setting {@code failure_status},
 *     a number or a list, 500 when it is absent
 * @param breakRate share of the answers begun that break off half way, 0 to 1
 * @param answerTokens tokens of an answer with text, as far as the caller's limit allows; null for
 *     as many as the echoed prompt has
 * @param seed makes the draws repeatable; null for real chance
 */
record SimulatorSettings(
    Duration latency,
    double tokensPerSecond,
    double failureRate,
    List<Integer> failureStatuses,
    double breakRate,
    @Nullable Integer answerTokens,
    @Nullable Long seed) {

  static final String LATENCY = "latency_ms";
  static final String PACE = "tokens_per_second";
  static final String FAILURE_RATE = "failure_rate";
  static final String FAILURE_STATUS = "failure_status";
  static final String BREAK_RATE = "break_rate";
  static final String ANSWER_TOKENS = "answer_tokens";
  static final String SEED = "seed";

  private static final long MAX_LATENCY_MILLIS = 3_600_000;
  private static final int MAX_PACE = 1_000_000;
  private static final int MAX_TOKENS = 100_000;
  private static final int LEAST_STATUS = 400;
  private static final int LAST_STATUS = 599;
  private static final int MOST_STATUSES = 20;
  private static final SettingForm SHARE = new SettingForm.Decimal(0, 1);
  private static final SimulatorSettings NONE =
      new SimulatorSettings(Duration.ZERO, 0, 0, List.of(500), 0, null, null);

  /** What each setting may be. */
  static final Map<String, VendorSetting> FORMS =
      Map.of(
          LATENCY,
          new VendorSetting(
              "Milliseconds to the first token; 0", new SettingForm.Whole(0, MAX_LATENCY_MILLIS)),
          PACE,
          new VendorSetting(
              "Tokens a second after the first; 0, which is all at once",
              new SettingForm.Decimal(0, MAX_PACE)),
          FAILURE_RATE,
          new VendorSetting("Share of requests that fail before their first token; 0", SHARE),
          FAILURE_STATUS,
          new VendorSetting(
              "HTTP status of these failures, drawn evenly from several; 500",
              new SettingForm.OneOrMore(
                  new SettingForm.Whole(LEAST_STATUS, LAST_STATUS), MOST_STATUSES)),
          BREAK_RATE,
          new VendorSetting("Share of the answers begun that break off half way; 0", SHARE),
          ANSWER_TOKENS,
          new VendorSetting(
              "Tokens of an answer; as many as the echoed prompt has",
              new SettingForm.Whole(1, MAX_TOKENS)),
          SEED,
          new VendorSetting(
              "Makes failures and breaks the same at every start; real chance",
              new SettingForm.Whole(Long.MIN_VALUE, Long.MAX_VALUE)));

  static SimulatorSettings of(Settings settings) {
    if (settings.values().isEmpty()) {
      return NONE;
    }
    return new SimulatorSettings(
        Duration.ofMillis(Math.round(decimal(settings, LATENCY, MAX_LATENCY_MILLIS))),
        decimal(settings, PACE, MAX_PACE),
        decimal(settings, FAILURE_RATE, 1),
        statuses(settings.values().get(FAILURE_STATUS)),
        decimal(settings, BREAK_RATE, 1),
        settings
            .number(ANSWER_TOKENS)
            .map(tokens -> Math.clamp(tokens.longValue(), 1, MAX_TOKENS))
            .orElse(null),
        settings.number(SEED).map(Number::longValue).orElse(null));
  }

  private static double decimal(Settings settings, String name, double most) {
    return Math.clamp(settings.number(name).map(Number::doubleValue).orElse(0.0), 0, most);
  }

  private static List<Integer> statuses(@Nullable Object value) {
    var given = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    var statuses =
        given.stream()
            .filter(Number.class::isInstance)
            .map(status -> Math.clamp(((Number) status).longValue(), LEAST_STATUS, LAST_STATUS))
            .toList();
    return statuses.isEmpty() ? NONE.failureStatuses() : statuses;
  }
}
