package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.model.ModelName;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make an API key. Immutable. */
@RegisterForReflection
@Schema(
    name = "Key",
    description = "An API key. It may never do more than the caller that makes it.",
    additionalProperties = Schema.False.class,
    examples =
        """
        {"name": "ci", "roles": ["member"], "models": ["gpt-4o-mini"],
         "expires_at": "2027-01-01T00:00:00Z", "rate_limit": {"per_minute": 100}}
        """)
record KeyBody(
    @Schema(required = true, minLength = 1, maxLength = 128, description = "Unique in the tenant")
        @Nullable String name,
    @Schema(
            nullable = true,
            minItems = 1,
            description =
                "Of platform-admin, tenant-admin, operator, member, viewer; member when left out")
        @Nullable List<@Nullable String> roles,
    @Schema(
            nullable = true,
            description = "The models its bearer may use; all that you may use when left out")
        @Nullable List<@Nullable String> models,
    @Schema(
            nullable = true,
            format = "date-time",
            description = "When it stops working; when left out never, or when your own key ends")
        @JsonProperty("expires_at")
        @Nullable String expiresAt,
    @Schema(nullable = true) @JsonProperty("rate_limit") @Nullable RateLimitBody rateLimit) {

  static KeyBody read(JsonFields fields) {
    return new KeyBody(
        fields.text("name"),
        fields.texts("roles"),
        fields.texts("models"),
        fields.text("expires_at"),
        fields.object("rate_limit", RateLimitBody::read));
  }

  /** Returns the body that would make a key that may do the same. */
  static KeyBody of(ApiKey key) {
    var models = key.models();
    var expiresAt = key.expiresAt();
    return new KeyBody(
        key.name(),
        key.roles().stream().sorted().<@Nullable String>map(Role::wireName).toList(),
        models == null
            ? null
            : models.stream().sorted().<@Nullable String>map(ModelName::value).toList(),
        expiresAt == null ? null : expiresAt.toString(),
        RateLimitBody.of(key.rateLimit()));
  }

  KeyDraft draft() {
    return new KeyDraft(
        name, roles, models, expiresAt, rateLimit == null ? null : rateLimit.draft());
  }
}
