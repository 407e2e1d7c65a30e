package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.MintedKey;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Page;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key as it is shown: only the answer to its making has the key itself. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredKey",
    requiredProperties = {
      "id",
      "name",
      "roles",
      "models",
      "expires_at",
      "rate_limit",
      "revoked_at",
      "hint",
      "created_at",
      "updated_at",
      "version"
    },
    description = "What is known of an API key.")
record KeyView(
    UUID id,
    String name,
    List<String> roles,
    @Schema(nullable = true, description = "The models its bearer may use; null for all")
        @Nullable List<String> models,
    @Schema(nullable = true, type = SchemaType.STRING, format = "date-time")
        @JsonProperty("expires_at")
        @Nullable Instant expiresAt,
    @JsonProperty("rate_limit") RateLimitBody rateLimit,
    @Schema(nullable = true, type = SchemaType.STRING, format = "date-time")
        @JsonProperty("revoked_at")
        @Nullable Instant revokedAt,
    @Schema(nullable = true, description = "The key's last four characters", examples = "…9xQ2")
        @Nullable String hint,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version,
    @Schema(
            nullable = true,
            description = "The key itself, this once: only in the answer to its making")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String key) {

  static KeyView of(ApiKey key) {
    return of(key, null);
  }

  static KeyView of(MintedKey minted) {
    return of(minted.key(), minted.secret().reveal());
  }

  static Listing of(Page<ApiKey> page, Page.Request request) {
    return new Listing(page.items().stream().map(KeyView::of).toList(), Cursor.of(page, request));
  }

  private static KeyView of(ApiKey key, @Nullable String secret) {
    var models = key.models();
    var revision = key.revision();
    return new KeyView(
        key.id().value(),
        key.name(),
        key.roles().stream().sorted().map(Role::wireName).toList(),
        models == null ? null : models.stream().sorted().map(ModelName::value).toList(),
        key.expiresAt(),
        RateLimitBody.of(key.rateLimit()),
        key.revokedAt(),
        CredentialView.shown(key.hint()),
        revision.createdAt(),
        revision.updatedAt(),
        revision.version(),
        secret);
  }

  /** Shows the id only, because the key itself may be in here. */
  @Override
  public String toString() {
    return "KeyView[" + id + "]";
  }

  /** A page of API keys. */
  @RegisterForReflection
  @Schema(
      name = "KeyPage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenant's API keys.")
  record Listing(
      List<KeyView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
