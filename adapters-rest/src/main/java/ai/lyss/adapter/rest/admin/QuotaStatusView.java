package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.Page;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a quota stands, as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "QuotaStatus",
    examples =
        """
        {"policy_id": "019aa3f5-7c00-7000-8000-000000000001", "used": 120000, "reserved": 2000,
         "remaining": 878000, "limit": 1000000, "reset_at": "2026-11-24T00:00:00Z"}
        """,
    requiredProperties = {"policy_id", "used", "reserved", "remaining", "limit", "reset_at"},
    description = "How a quota stands; amounts are counts, and decimal texts for cost.")
record QuotaStatusView(
    @Schema(description = "The quota's id") @JsonProperty("policy_id") UUID policyId,
    @Schema(
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "What was used in the present window")
        Object used,
    @Schema(
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "What relays that run have set aside")
        Object reserved,
    @Schema(
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "What is left")
        Object remaining,
    @Schema(
            oneOf = {Long.class, String.class},
            implementation = Object.class,
            description = "The most that may be used")
        Object limit,
    @Schema(
            nullable = true,
            type = SchemaType.STRING,
            format = "date-time",
            description = "When nothing that counts now counts any more; null for never")
        @JsonProperty("reset_at")
        @Nullable Instant resetAt) {

  static QuotaStatusView of(QuotaStatus status) {
    var quota = status.quota();
    return new QuotaStatusView(
        quota.id().value(),
        QuotaBody.amount(quota, status.used()),
        QuotaBody.amount(quota, status.reserved()),
        QuotaBody.amount(quota, status.remaining()),
        QuotaBody.amount(quota, quota.limit()),
        status.resetAt());
  }

  static Listing of(Page<QuotaStatus> page, Page.Request request) {
    return new Listing(
        page.items().stream().map(QuotaStatusView::of).toList(), Cursor.of(page, request));
  }

  /** How a page of quotas stand. */
  @RegisterForReflection
  @Schema(
      name = "QuotaStatusPage",
      requiredProperties = {"items", "next_cursor"},
      description = "How some of the tenant's quotas stand.")
  record Listing(
      List<QuotaStatusView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
