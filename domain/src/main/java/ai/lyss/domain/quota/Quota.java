package ai.lyss.domain.quota;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one metric in one window for one scope. Immutable.
 *
 * @param id its id
 * @param tenant whose it is
 * @param scope whose use counts
 * @param model only use of this model counts; null for all models
 * @param metric what is counted
 * @param window over what time
 * @param zone the time zone of calendar windows
 * @param limit the most that may be used: a count, or nano-units of money
 * @param warnAtPermille thresholds of warnings in thousandths of the limit
 * @param enforcement how sure the limit is to hold
 * @param mode whether the limit refuses or only counts
 */
public record Quota(
    QuotaId id,
    TenantId tenant,
    QuotaScope scope,
    @Nullable ModelName model,
    QuotaMetric metric,
    QuotaWindow window,
    ZoneId zone,
    long limit,
    List<Integer> warnAtPermille,
    Enforcement enforcement,
    Mode mode) {

  /** How sure a limit is to hold. */
  public enum Enforcement {
    /** Input is estimated as it usually comes out. */
    NORMAL,
    /** Input is reserved at its upper bound, and an output limit is always sent. */
    STRICT;

    /** Returns the name used in the API. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the enforcement of that name; empty when there is none. */
    public static Optional<Enforcement> ofWireName(String name) {
      return Arrays.stream(values()).filter(each -> each.wireName().equals(name)).findFirst();
    }
  }

  /** Whether a limit refuses. */
  public enum Mode {
    /** Requests beyond the limit are refused. */
    ENFORCED,
    /** Requests are counted, none is refused. */
    DRY_RUN
  }

  /** Checks the limit and copies the thresholds. */
  public Quota {
    warnAtPermille = List.copyOf(warnAtPermille);
    if (limit < 0) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: >= 0)");
    }
  }

  /** Tells whether a request of this caller for this model counts. */
  public boolean matches(Caller caller, ModelName asked) {
    return tenant.equals(caller.tenant())
        && scope.covers(caller)
        && (model == null || model.equals(asked));
  }

  /** Returns the least whole amount that is so many thousandths of the limit. */
  public long threshold(int permille) {
    return limit / 1000 * permille + Math.ceilDiv(limit % 1000 * permille, 1000);
  }
}
