package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Stored;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredTenant",
    requiredProperties = {"id", "name", "enabled", "created_at", "updated_at", "version"},
    description = "A tenant as it is stored.")
record TenantView(
    UUID id,
    String name,
    boolean enabled,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version) {

  static TenantView of(Stored<Tenant> stored) {
    var tenant = stored.value();
    var revision = stored.revision();
    return new TenantView(
        tenant.id().value(),
        tenant.name(),
        tenant.enabled(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.version());
  }

  static Listing of(Page<Stored<Tenant>> page, Page.Request request) {
    return new Listing(
        page.items().stream().map(TenantView::of).toList(), Cursor.of(page, request));
  }

  /** A page of tenants. */
  @RegisterForReflection
  @Schema(
      name = "TenantPage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenants.")
  record Listing(
      List<TenantView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
