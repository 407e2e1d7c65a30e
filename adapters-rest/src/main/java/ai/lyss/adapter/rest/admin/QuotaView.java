package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Stored;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quota as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredQuota",
    requiredProperties = {
      "id",
      "scope",
      "metric",
      "window",
      "time_zone",
      "limit",
      "warn_at",
      "enforcement",
      "dry_run",
      "created_at",
      "updated_at",
      "version"
    },
    description = "A quota as it is stored.")
record QuotaView(
    UUID id,
    QuotaScopeBody scope,
    String metric,
    String window,
    @JsonProperty("time_zone") String timeZone,
    @Schema(
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "A count; for cost a decimal text of the currency's units")
        Object limit,
    @JsonProperty("warn_at") List<BigDecimal> warnAt,
    String enforcement,
    @JsonProperty("dry_run") boolean dryRun,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version) {

  static QuotaView of(Stored<Quota> stored) {
    var quota = stored.value();
    var revision = stored.revision();
    return new QuotaView(
        quota.id().value(),
        QuotaScopeBody.of(quota),
        quota.metric().wireName(),
        quota.window().wireName(),
        quota.zone().getId(),
        QuotaBody.amount(quota, quota.limit()),
        QuotaBody.warnings(quota),
        quota.enforcement().wireName(),
        quota.mode() == Quota.Mode.DRY_RUN,
        revision.createdAt(),
        revision.updatedAt(),
        revision.version());
  }

  static Listing of(Page<Stored<Quota>> page, Page.Request request) {
    return new Listing(page.items().stream().map(QuotaView::of).toList(), Cursor.of(page, request));
  }

  /** A page of quotas. */
  @RegisterForReflection
  @Schema(
      name = "QuotaPage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenant's quotas.")
  record Listing(
      List<QuotaView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
