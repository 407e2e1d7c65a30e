package ai.lyss.domain.port;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaMetric;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A ledger as plain as can be: the list of all charges, summed anew for each question. */
final class ExactQuotaModel {

  private record Charge(Instant at, QuotaAmount amount) {}

  private final Map<UUID, Charge> charges = new LinkedHashMap<>();

  void charge(UUID relay, Instant at, QuotaAmount amount) {
    charges.put(relay, new Charge(at, amount));
  }

  void settle(UUID relay, QuotaAmount amount) {
    charges.computeIfPresent(relay, (id, charge) -> new Charge(charge.at(), amount));
  }

  /** What an exact log over the window leaves free: no ledger may grant more. */
  long mostRoom(Quota quota, Instant now) {
    return room(quota, now, Duration.ZERO);
  }

  /** What a log over the window and 1/120 of it leaves free: no ledger may grant less. */
  long leastRoom(Quota quota, Instant now) {
    return switch (quota.window()) {
      case MINUTE -> room(quota, now, Duration.ofMinutes(1).dividedBy(120));
      case HOUR -> room(quota, now, Duration.ofHours(1).dividedBy(120));
      case DAY, MONTH, TOTAL -> mostRoom(quota, now);
    };
  }

  private long room(Quota quota, Instant now, Duration more) {
    long sum = 0;
    for (var charge : charges.values()) {
      sum += counts(quota, charge.at(), now, more) ? amount(quota, charge.amount()) : 0;
    }
    return quota.limit() - sum;
  }

  private static boolean counts(Quota quota, Instant at, Instant now, Duration more) {
    return switch (quota.window()) {
      case MINUTE -> at.isAfter(now.minus(Duration.ofMinutes(1)).minus(more));
      case HOUR -> at.isAfter(now.minus(Duration.ofHours(1)).minus(more));
      case DAY -> local(quota, at).toLocalDate().equals(local(quota, now).toLocalDate());
      case MONTH ->
          local(quota, at)
              .toLocalDate()
              .withDayOfMonth(1)
              .equals(local(quota, now).toLocalDate().withDayOfMonth(1));
      case TOTAL -> true;
    };
  }

  private static ZonedDateTime local(Quota quota, Instant at) {
    return at.atZone(quota.zone());
  }

  private static long amount(Quota quota, QuotaAmount amount) {
    return switch (quota.metric()) {
      case REQUESTS -> amount.requests();
      case TOKENS -> amount.inputTokens() + amount.outputTokens();
      case INPUT_TOKENS -> amount.inputTokens();
      case OUTPUT_TOKENS -> amount.outputTokens();
      case COST -> amount.costNanos() == null ? 0 : amount.costNanos();
    };
  }

  /** The part of a demand that does not shrink with its output. */
  static long fixed(QuotaMetric metric, QuotaAmount amount) {
    return switch (metric) {
      case REQUESTS -> amount.requests();
      case TOKENS, INPUT_TOKENS -> amount.inputTokens();
      case OUTPUT_TOKENS -> 0;
      case COST -> amount.costNanos() == null ? 0 : amount.costNanos();
    };
  }

  /** The part of a demand that does. */
  static long output(QuotaMetric metric, long output) {
    return switch (metric) {
      case TOKENS, OUTPUT_TOKENS -> output;
      case REQUESTS, INPUT_TOKENS, COST -> 0;
    };
  }
}
