package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.ModelDraft;
import ai.lyss.domain.channel.Channel;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a channel. Immutable. */
@RegisterForReflection
@Schema(
    name = "Channel",
    description = "A routable way to a provider for some models. A limit left out is no limit.",
    additionalProperties = Schema.False.class,
    examples =
        """
        {"name": "gpt-east", "provider_id": "019aa3f5-7c00-7000-8000-000000000001",
         "models": [{"name": "gpt-4o-mini", "upstream": "gpt-4o-mini",
                     "capabilities": ["tools", "images", "json_schema"],
                     "context_tokens": 128000, "max_output_tokens": 16384}],
         "weight": 100, "priority": 0, "max_concurrency": 200, "requests_per_minute": null,
         "tokens_per_minute": null, "on_disconnect": "cancel", "enabled": true, "tags": ["east"]}
        """)
record ChannelBody(
    @Schema(required = true, minLength = 1, maxLength = 128, description = "Unique in the tenant")
        @Nullable String name,
    @Schema(required = true, format = "uuid") @JsonProperty("provider_id")
        @Nullable String providerId,
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

  static ChannelBody read(JsonFields fields) {
    return read(fields, fields.text("provider_id"));
  }

  /** Reads everything but where the provider is named. */
  static ChannelBody read(JsonFields fields, @Nullable String providerId) {
    return new ChannelBody(
        fields.text("name"),
        providerId,
        fields.objects("models", ModelBody::read),
        fields.small("weight"),
        fields.small("priority"),
        fields.small("max_concurrency"),
        fields.whole("requests_per_minute"),
        fields.whole("tokens_per_minute"),
        fields.text("on_disconnect"),
        fields.flag("enabled"),
        fields.texts("tags"));
  }

  /** Returns the body that would make the same channel. */
  static ChannelBody of(Channel channel) {
    var limits = channel.limits();
    return new ChannelBody(
        channel.name(),
        channel.provider().toString(),
        channel.models().stream().<@Nullable ModelBody>map(ModelBody::of).toList(),
        channel.weight(),
        channel.priority(),
        limits.maxConcurrency(),
        limits.requestsPerMinute(),
        limits.tokensPerMinute(),
        channel.onDisconnect().wireName(),
        channel.enabled(),
        channel.tags().stream().sorted().<@Nullable String>map(tag -> tag).toList());
  }

  ChannelDraft draft() {
    return new ChannelDraft(
        name,
        providerId,
        modelDrafts(),
        weight,
        priority,
        new ChannelDraft.Limits(maxConcurrency, requestsPerMinute, tokensPerMinute),
        onDisconnect,
        enabled,
        tags);
  }

  private @Nullable List<@Nullable ModelDraft> modelDrafts() {
    if (models == null) {
      return null;
    }
    var drafts = new ArrayList<@Nullable ModelDraft>();
    for (var model : models) {
      drafts.add(model == null ? null : model.draft());
    }
    return drafts;
  }
}
