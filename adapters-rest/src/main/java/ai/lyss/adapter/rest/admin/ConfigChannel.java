package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ConfigDraft.ChannelEntry;
import ai.lyss.application.usecase.TenantConfig.NamedChannel;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A channel in a document. Immutable. */
@RegisterForReflection
@Schema(
    name = "ConfigChannel",
    description = "A channel in a document, which names its provider.",
    additionalProperties = Schema.False.class)
record ConfigChannel(
    @Schema(required = true, minLength = 1, maxLength = 128) @Nullable String name,
    @Schema(required = true, description = "The name of a provider") @Nullable String provider,
    @Schema(required = true, minItems = 1, maxItems = 1000)
        @Nullable List<@Nullable ModelBody> models,
    @Schema(nullable = true, minimum = "0", maximum = "1000000", defaultValue = "100")
        @Nullable Integer weight,
    @Schema(nullable = true, minimum = "0", maximum = "1000000", defaultValue = "0")
        @Nullable Integer priority,
    @Schema(minimum = "1", nullable = true) @JsonProperty("max_concurrency")
        @Nullable Integer maxConcurrency,
    @Schema(minimum = "1", nullable = true) @JsonProperty("requests_per_minute")
        @Nullable Long requestsPerMinute,
    @Schema(minimum = "1", nullable = true) @JsonProperty("tokens_per_minute")
        @Nullable Long tokensPerMinute,
    @Schema(
            nullable = true,
            enumeration = {"cancel", "drain"},
            defaultValue = "cancel")
        @JsonProperty("on_disconnect")
        @Nullable String onDisconnect,
    @Schema(nullable = true, defaultValue = "true") @Nullable Boolean enabled,
    @Schema(nullable = true, maxItems = 50) @Nullable List<@Nullable String> tags) {

  static ChannelEntry read(JsonFields fields) {
    return new ChannelEntry(fields.text("provider"), ChannelBody.read(fields, null).draft());
  }

  static ConfigChannel of(NamedChannel named) {
    var body = ChannelBody.of(named.channel());
    var tags = body.tags();
    return new ConfigChannel(
        body.name(),
        named.provider(),
        body.models(),
        body.weight(),
        body.priority(),
        body.maxConcurrency(),
        body.requestsPerMinute(),
        body.tokensPerMinute(),
        body.onDisconnect(),
        body.enabled(),
        tags == null || tags.isEmpty() ? null : tags);
  }
}
