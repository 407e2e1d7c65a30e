package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.RateLimit;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.model.ModelName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks drafts of API keys: a key may never do more than who makes it. Not thread-safe. */
final class KeyCheck {

  private static final Pointer ROLES = Pointer.of("roles");
  private static final Pointer MODELS = Pointer.of("models");
  private static final Pointer EXPIRES_AT = Pointer.of("expires_at");
  private static final Pointer RATE_LIMIT = Pointer.of("rate_limit");
  private static final int MAX_MODELS = 1000;

  private final Caller creator;
  private final Findings findings;
  private final @Nullable ApiKey present;

  KeyCheck(Caller creator, Findings findings) {
    this(creator, findings, null);
  }

  private KeyCheck(Caller creator, Findings findings, @Nullable ApiKey present) {
    this.creator = creator;
    this.findings = findings;
    this.present = present;
  }

  /** Returns the check for what becomes of a key: its end, and no list of models, may stay. */
  KeyCheck of(ApiKey present) {
    return new KeyCheck(creator, findings, present);
  }

  /**
   * Returns the key that a draft asks for; to be used only when nothing was found wrong.
   *
   * @param hint the last characters of the key
   */
  ApiKey check(KeyDraft draft, Birth birth, String hint) {
    return new ApiKey(
        new KeyId(birth.id()),
        birth.tenant(),
        findings.name(Pointer.of("name"), draft.name()),
        roles(draft.roles()),
        models(draft.models()),
        expiresAt(draft.expiresAt(), birth.revision().updatedAt()),
        null,
        hint,
        rateLimit(draft.rateLimit()),
        birth.revision());
  }

  private Set<Role> roles(@Nullable List<@Nullable String> names) {
    if (names == null) {
      return Set.of(Role.MEMBER);
    }
    var roles = EnumSet.noneOf(Role.class);
    if (names.isEmpty()) {
      findings.add(ROLES, Kind.OUT_OF_RANGE, "roles: none (expected: at least one)");
    }
    var grantable = Grants.of(creator.roles());
    for (int i = 0; i < names.size(); i++) {
      role(ROLES.index(i), names.get(i), grantable).ifPresent(roles::add);
    }
    return roles;
  }

  private Optional<Role> role(Pointer where, @Nullable String name, Set<Role> grantable) {
    var role = name == null ? Optional.<Role>empty() : Role.ofWireName(name);
    if (role.isEmpty()) {
      findings.add(
          where,
          Kind.UNKNOWN,
          "roles: %s (expected: of %s)"
              .formatted(
                  name == null ? "null" : Findings.shown(name), names(EnumSet.allOf(Role.class))));
    } else if (!grantable.contains(role.get())) {
      findings.add(
          where,
          Kind.FORBIDDEN,
          "roles: %s (expected: of those you may give: %s)".formatted(name, names(grantable)));
    }
    return role;
  }

  private @Nullable Set<ModelName> models(@Nullable List<@Nullable String> names) {
    if (names == null) {
      return present != null && present.models() == null ? null : creator.models();
    }
    if (names.isEmpty() || names.size() > MAX_MODELS) {
      findings.add(
          MODELS,
          Kind.OUT_OF_RANGE,
          "models: %d models (expected: 1 to %d, or null for all)"
              .formatted(names.size(), MAX_MODELS));
      return null;
    }
    var models = new LinkedHashSet<ModelName>();
    for (int i = 0; i < names.size(); i++) {
      var where = MODELS.index(i);
      var model = ModelsCheck.name(where, names.get(i), findings);
      if (model.isPresent() && !creator.mayUse(model.get())) {
        findings.add(
            where,
            Kind.FORBIDDEN,
            "models: " + model.get() + " (expected: a model that you may use)");
      }
      model.ifPresent(models::add);
    }
    return models;
  }

  private @Nullable Instant expiresAt(@Nullable String value, Instant now) {
    if (value == null) {
      return present != null && present.expiresAt() == null ? null : creator.keyEnds();
    }
    try {
      var at = OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS);
      if (present == null || !at.equals(present.expiresAt())) {
        checkEnd(at, now);
      }
      return at;
    } catch (DateTimeException e) {
      findings.add(
          EXPIRES_AT,
          Kind.MALFORMED,
          "expires_at: %s (expected: a time of RFC 3339, such as 2027-01-01T00:00:00Z)"
              .formatted(Findings.shown(value)));
      return null;
    }
  }

  private void checkEnd(Instant at, Instant now) {
    var ends = creator.keyEnds();
    if (!at.isAfter(now)) {
      findings.add(
          EXPIRES_AT, Kind.OUT_OF_RANGE, "expires_at: %s (expected: after %s)".formatted(at, now));
    } else if (ends != null && at.isAfter(ends)) {
      findings.add(
          EXPIRES_AT,
          Kind.FORBIDDEN,
          "expires_at: %s (expected: at most %s, when your own key ends)".formatted(at, ends));
    }
  }

  private RateLimit rateLimit(KeyDraft.@Nullable Rate draft) {
    if (draft == null) {
      return RateLimit.USUAL;
    }
    var hold = LimitCheck.notNegative(RATE_LIMIT.field("per_minute"), draft.perMinute(), findings);
    hold &= LimitCheck.notNegative(RATE_LIMIT.field("per_hour"), draft.perHour(), findings);
    return hold ? new RateLimit(draft.perMinute(), draft.perHour()) : RateLimit.USUAL;
  }

  private static String names(Set<Role> roles) {
    return Arrays.stream(Role.values())
        .filter(roles::contains)
        .map(Role::wireName)
        .collect(Collectors.joining(", "));
  }
}
