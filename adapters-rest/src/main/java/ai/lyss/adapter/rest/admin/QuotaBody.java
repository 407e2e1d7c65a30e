package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.domain.pricing.MoneyText;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaMetric;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a quota. Immutable. */
@RegisterForReflection
@Schema(
    name = "Quota",
    description = "A limit on what may be used in a window.",
    additionalProperties = Schema.False.class,
    examples =
        """
        {"scope": {"tenant": true}, "metric": "tokens", "window": "day", "time_zone": "UTC",
         "limit": 1000000, "warn_at": [0.8, 0.95], "enforcement": "normal", "dry_run": false}
        """)
record QuotaBody(
    @Schema(required = true) @Nullable QuotaScopeBody scope,
    @Schema(
            required = true,
            enumeration = {"requests", "tokens", "input_tokens", "output_tokens", "cost"})
        @Nullable String metric,
    @Schema(
            required = true,
            enumeration = {"minute", "hour", "day", "month", "total"},
            description = "Minutes and hours slide; days and months are those of the time zone")
        @Nullable String window,
    @Schema(
            nullable = true,
            defaultValue = "UTC",
            description = "A name of the IANA time zone database")
        @JsonProperty("time_zone")
        @Nullable String timeZone,
    @Schema(
            required = true,
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "A count; for cost a decimal text of the currency's units, such as 12.5")
        @Nullable Object limit,
    @Schema(
            nullable = true,
            maxItems = 10,
            description = "At which parts of the limit to warn, 0.001 to 1 in thousandths")
        @JsonProperty("warn_at")
        @Nullable List<@Nullable BigDecimal> warnAt,
    @Schema(
            nullable = true,
            enumeration = {"normal", "strict"},
            defaultValue = "normal")
        @Nullable String enforcement,
    @Schema(
            nullable = true,
            defaultValue = "false",
            description = "Whether it only counts, and refuses nothing")
        @JsonProperty("dry_run")
        @Nullable Boolean dryRun) {

  private static final int PERMILLE_PLACES = 3;

  static QuotaBody read(JsonFields fields) {
    return new QuotaBody(
        fields.object("scope", QuotaScopeBody::read),
        fields.text("metric"),
        fields.text("window"),
        fields.text("time_zone"),
        fields.decimal("limit"),
        fields.decimals("warn_at"),
        fields.text("enforcement"),
        fields.flag("dry_run"));
  }

  /** Returns the body that would make the same quota. */
  static QuotaBody of(Quota quota) {
    return of(quota, QuotaScopeBody.of(quota));
  }

  /** Returns the same with a scope as it is told elsewhere. */
  static QuotaBody of(Quota quota, QuotaScopeBody scope) {
    return new QuotaBody(
        scope,
        quota.metric().wireName(),
        quota.window().wireName(),
        quota.zone().getId(),
        amount(quota, quota.limit()),
        warnings(quota).stream().<@Nullable BigDecimal>map(part -> part).toList(),
        quota.enforcement().wireName(),
        quota.mode() == Quota.Mode.DRY_RUN);
  }

  /** Returns the same without a list of warnings, which stands for none. */
  QuotaBody withoutWarnings() {
    return new QuotaBody(scope, metric, window, timeZone, limit, null, enforcement, dryRun);
  }

  /** Returns an amount of what a quota counts: a number, or a decimal text for money. */
  static Object amount(Quota quota, long amount) {
    return quota.metric() == QuotaMetric.COST ? MoneyText.of(amount) : (Object) amount;
  }

  /** Returns at which parts of its limit a quota warns. */
  static List<BigDecimal> warnings(Quota quota) {
    return quota.warnAtPermille().stream()
        .map(permille -> BigDecimal.valueOf(permille, PERMILLE_PLACES).stripTrailingZeros())
        .toList();
  }

  QuotaDraft draft() {
    return new QuotaDraft(
        scope == null ? null : scope.draft(),
        metric,
        window,
        timeZone,
        limit instanceof BigDecimal exact ? exact : null,
        warnAt,
        enforcement,
        dryRun);
  }
}
