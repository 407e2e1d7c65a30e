package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.domain.access.RateLimit;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often the bearer of a key may call, as it is sent and shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "RateLimit",
    description =
        "How often the bearer of a key may call; kept and shown, and not enforced by this version.",
    additionalProperties = Schema.False.class)
record RateLimitBody(
    @Schema(
            nullable = true,
            minimum = "0",
            examples = "100",
            description = "0 for no limit; null for the installation's own")
        @JsonProperty("per_minute")
        @Nullable Long perMinute,
    @Schema(
            nullable = true,
            minimum = "0",
            examples = "5000",
            description = "0 for no limit; null for the installation's own")
        @JsonProperty("per_hour")
        @Nullable Long perHour) {

  static RateLimitBody read(JsonFields fields) {
    return new RateLimitBody(fields.whole("per_minute"), fields.whole("per_hour"));
  }

  static RateLimitBody of(RateLimit limit) {
    return new RateLimitBody(limit.perMinute(), limit.perHour());
  }

  KeyDraft.Rate draft() {
    return new KeyDraft.Rate(perMinute, perHour);
  }
}
