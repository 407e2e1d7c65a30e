package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.Page;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredProvider",
    requiredProperties = {
      "id",
      "name",
      "vendor",
      "base_url",
      "credential",
      "settings",
      "enabled",
      "created_at",
      "updated_at",
      "version"
    },
    description = "An account at a vendor, as it is stored.")
record ProviderView(
    UUID id,
    String name,
    String vendor,
    @Schema(nullable = true) @JsonProperty("base_url") @Nullable String baseUrl,
    CredentialView credential,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) Map<String, Object> settings,
    boolean enabled,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version) {

  static ProviderView of(Provider provider) {
    var baseUrl = provider.baseUrl();
    var revision = provider.revision();
    return new ProviderView(
        provider.id().value(),
        provider.name(),
        provider.vendor().id(),
        baseUrl == null ? null : baseUrl.toString(),
        CredentialView.of(provider.credential()),
        provider.settings().values(),
        provider.enabled(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.version());
  }

  static Listing of(Page<Provider> page, Page.Request request) {
    return new Listing(
        page.items().stream().map(ProviderView::of).toList(), Cursor.of(page, request));
  }

  /** A page of providers. */
  @RegisterForReflection
  @Schema(
      name = "ProviderPage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenant's providers.")
  record Listing(
      List<ProviderView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
