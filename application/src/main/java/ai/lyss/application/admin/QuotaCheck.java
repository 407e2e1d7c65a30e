package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Stored;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks drafts of quotas; whether the key exists is for the caller to find out. */
final class QuotaCheck {

  /** Where a draft names its key. */
  static final Pointer KEY = Pointer.of("scope").field("key");

  private static final Pointer SCOPE = Pointer.of("scope");
  private static final Pointer LIMIT = Pointer.of("limit");
  private static final Pointer WARN_AT = Pointer.of("warn_at");
  private static final int MAX_USER = 256;
  private static final int MAX_WARNINGS = 10;
  private static final int NANO_PLACES = 9;
  private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(Long.MAX_VALUE, NANO_PLACES);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final String METRICS =
      Arrays.stream(QuotaMetric.values())
          .map(QuotaMetric::wireName)
          .collect(Collectors.joining(", "));
  private static final String WINDOWS =
      Arrays.stream(QuotaWindow.values())
          .map(QuotaWindow::wireName)
          .collect(Collectors.joining(", "));

  private final Findings findings;

  QuotaCheck(Findings findings) {
    this.findings = findings;
  }

  /** Returns the quota that a draft asks for; to be used only when nothing was found wrong. */
  Stored<Quota> check(QuotaDraft draft, Birth birth) {
    var metric =
        required("metric", draft.metric(), QuotaMetric.TOKENS, QuotaMetric::ofWireName, METRICS);
    var quota =
        new Quota(
            new QuotaId(birth.id()),
            birth.tenant(),
            scope(draft.scope()),
            model(draft.scope()),
            metric,
            required("window", draft.window(), QuotaWindow.DAY, QuotaWindow::ofWireName, WINDOWS),
            zone(draft.timeZone()),
            limit(draft.limit(), metric),
            warnings(draft.warnAt()),
            draft.enforcement() == null
                ? Quota.Enforcement.NORMAL
                : required(
                    "enforcement",
                    draft.enforcement(),
                    Quota.Enforcement.NORMAL,
                    Quota.Enforcement::ofWireName,
                    "normal, strict"),
            draft.dryRun() != null && draft.dryRun() ? Quota.Mode.DRY_RUN : Quota.Mode.ENFORCED);
    return new Stored<>(quota, birth.revision());
  }

  private <E> E required(
      String field,
      @Nullable String name,
      E absent,
      Function<String, Optional<E>> find,
      String expected) {
    if (name == null) {
      findings.missing(Pointer.of(field));
      return absent;
    }
    var choice = find.apply(name);
    if (choice.isEmpty()) {
      findings.add(
          Pointer.of(field),
          Kind.UNKNOWN,
          "%s: %s (expected: one of %s)".formatted(field, Findings.shown(name), expected));
    }
    return choice.orElse(absent);
  }

  private QuotaScope scope(QuotaDraft.@Nullable Scope draft) {
    if (draft == null) {
      findings.missing(SCOPE);
      return new QuotaScope.WholeTenant();
    }
    boolean whole = draft.tenant() != null && draft.tenant();
    var key = draft.key();
    var user = draft.user();
    int named = (whole ? 1 : 0) + (key == null ? 0 : 1) + (user == null ? 0 : 1);
    if (named != 1) {
      findings.add(
          SCOPE,
          named == 0 ? Kind.REQUIRED : Kind.MALFORMED,
          "scope: %d of tenant, key and user (expected: exactly one)".formatted(named));
    }
    if (key != null) {
      return new QuotaScope.OfKey(new KeyId(findings.id(KEY, key)));
    }
    return user == null ? new QuotaScope.WholeTenant() : new QuotaScope.OfUser(user(user));
  }

  private String user(String user) {
    var where = SCOPE.field("user");
    if (user.isBlank() || user.length() > MAX_USER) {
      findings.add(where, Kind.OUT_OF_RANGE, Findings.lengthMessage(where, user, MAX_USER));
    } else if (!Findings.printable(user)) {
      findings.add(
          where,
          Kind.MALFORMED,
          "user: %s (expected: printable characters)".formatted(Findings.shown(user)));
    }
    return user;
  }

  private @Nullable ModelName model(QuotaDraft.@Nullable Scope draft) {
    var name = draft == null ? null : draft.model();
    return name == null
        ? null
        : ModelsCheck.name(SCOPE.field("model"), name, findings).orElse(null);
  }

  private ZoneId zone(@Nullable String name) {
    if (name == null) {
      return ZoneId.of("UTC");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      findings.add(
          Pointer.of("time_zone"),
          Kind.UNKNOWN,
          "time_zone: %s (expected: a name of the IANA time zone database, such as Europe/Paris)"
              .formatted(Findings.shown(name)));
      return ZoneOffset.UTC;
    }
    return ZoneId.of(name);
  }

  /** Counts are whole; money goes down to the nano-unit. */
  private long limit(@Nullable BigDecimal value, QuotaMetric metric) {
    if (value == null) {
      findings.missing(LIMIT);
      return 0;
    }
    boolean money = metric == QuotaMetric.COST;
    var most = money ? MOST_UNITS : MOST;
    int places = money ? NANO_PLACES : 0;
    if (value.signum() < 0 || value.compareTo(most) > 0) {
      findings.add(LIMIT, Kind.OUT_OF_RANGE, "limit: out of bounds (expected: 0 to " + most + ")");
      return 0;
    }
    if (value.stripTrailingZeros().scale() > places) {
      findings.add(
          LIMIT,
          Kind.MALFORMED,
          "limit: too exact (expected: at most %d decimal places)".formatted(places));
      return 0;
    }
    return value.movePointRight(places).longValueExact();
  }

  private List<Integer> warnings(@Nullable List<@Nullable BigDecimal> given) {
    var permille = new TreeSet<Integer>();
    if (given == null) {
      return List.of();
    }
    if (given.size() > MAX_WARNINGS) {
      findings.add(
          WARN_AT,
          Kind.OUT_OF_RANGE,
          "warn_at: %d thresholds (expected: 0 to %d)".formatted(given.size(), MAX_WARNINGS));
      return List.of();
    }
    for (int i = 0; i < given.size(); i++) {
      var part = given.get(i);
      if (part == null) {
        findings.missing(WARN_AT.index(i));
      } else if (part.signum() <= 0
          || part.compareTo(BigDecimal.ONE) > 0
          || part.stripTrailingZeros().scale() > 3) {
        findings.add(
            WARN_AT.index(i),
            Kind.OUT_OF_RANGE,
            "warn_at: not a part of the limit (expected: 0.001 to 1, in thousandths)");
      } else {
        permille.add(part.movePointRight(3).intValueExact());
      }
    }
    return List.copyOf(permille);
  }
}
