package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.store.Page;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A channel as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredChannel",
    requiredProperties = {
      "id",
      "name",
      "provider_id",
      "models",
      "weight",
      "priority",
      "max_concurrency",
      "requests_per_minute",
      "tokens_per_minute",
      "on_disconnect",
      "enabled",
      "tags",
      "created_at",
      "updated_at",
      "version"
    },
    description = "A channel as it is stored.")
record ChannelView(
    UUID id,
    String name,
    @JsonProperty("provider_id") UUID providerId,
    List<ModelBody> models,
    int weight,
    int priority,
    @Schema(nullable = true) @JsonProperty("max_concurrency") @Nullable Integer maxConcurrency,
    @Schema(nullable = true) @JsonProperty("requests_per_minute") @Nullable Long requestsPerMinute,
    @Schema(nullable = true) @JsonProperty("tokens_per_minute") @Nullable Long tokensPerMinute,
    @Schema(enumeration = {"cancel", "drain"}) @JsonProperty("on_disconnect") String onDisconnect,
    boolean enabled,
    List<String> tags,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version) {

  static ChannelView of(Channel channel) {
    var limits = channel.limits();
    var revision = channel.revision();
    return new ChannelView(
        channel.id().value(),
        channel.name(),
        channel.provider().value(),
        channel.models().stream().map(ModelBody::of).toList(),
        channel.weight(),
        channel.priority(),
        limits.maxConcurrency(),
        limits.requestsPerMinute(),
        limits.tokensPerMinute(),
        channel.onDisconnect().wireName(),
        channel.enabled(),
        channel.tags().stream().sorted().toList(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.version());
  }

  static Listing of(Page<Channel> page, Page.Request request) {
    return new Listing(
        page.items().stream().map(ChannelView::of).toList(), Cursor.of(page, request));
  }

  /** A page of channels. */
  @RegisterForReflection
  @Schema(
      name = "ChannelPage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenant's channels.")
  record Listing(
      List<ChannelView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
