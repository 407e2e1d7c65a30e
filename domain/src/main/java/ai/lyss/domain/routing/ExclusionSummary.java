package ai.lyss.domain.routing;

import ai.lyss.domain.health.Exclusion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers exclusions into one a reason, so that it stays small however many there are. */
final class ExclusionSummary {

  private final Map<Exclusion.Reason, Exclusion> soonestByReason =
      new EnumMap<>(Exclusion.Reason.class);
  private @Nullable Duration soonest;

  void add(Exclusion exclusion) {
    soonestByReason.merge(exclusion.reason(), exclusion, ExclusionSummary::sooner);
    soonest = sooner(soonest, exclusion.retryIn());
  }

  private static Exclusion sooner(Exclusion one, Exclusion other) {
    var retryIn = sooner(one.retryIn(), other.retryIn());
    return Objects.equals(retryIn, one.retryIn()) ? one : other;
  }

  private static @Nullable Duration sooner(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  @Nullable Duration soonest() {
    return soonest;
  }

  List<Exclusion> exclusions() {
    return List.copyOf(soonestByReason.values());
  }
}
