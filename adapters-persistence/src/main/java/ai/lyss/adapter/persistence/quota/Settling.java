package ai.lyss.adapter.persistence.quota;

import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaReservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The end of a reservation, which may be told to Redis any number of times.
 *
 * @param reservation what was set aside, or may have been
 * @param used what takes its place
 * @param manner what is known of the reservation
 */
record Settling(QuotaReservation reservation, QuotaAmount used, Manner manner) {

  static final QuotaAmount NOTHING = new QuotaAmount(0, 0, 0, 0L);

  /** How long the end of an unsure reservation is remembered: it may arrive that much later. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  /** What is known of a reservation. */
  enum Manner {
    /** It was answered. */
    USUAL,
    /** Nobody knows whether Redis has it, and its relay was refused. */
    UNSURE,
    /** Nobody knows whether Redis has it, and its relay went on. */
    DEBT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  List<String> keys() {
    var quotas = reservation.tenantQuotas();
    var keys = new QuotaKeys(quotas.getFirst().tenant());
    return keys.ofRelay(reservation.relay(), keys.counters(quotas));
  }

  List<String> arguments(QuotaStore store) {
    var arguments = new ArrayList<String>();
    arguments.add(store.now());
    arguments.add(manner.word());
    arguments.add(reservation.relay().toString());
    arguments.add(String.valueOf(MEMORY.toMillis()));
    arguments.add(String.valueOf(reservation.admittedAt().toEpochMilli()));
    for (var quota : reservation.tenantQuotas()) {
      arguments.add(WindowSpec.of(quota, store.wall().millis()).text());
      arguments.add(String.valueOf(Math.max(0, used.of(quota.metric()))));
    }
    return arguments;
  }
}
