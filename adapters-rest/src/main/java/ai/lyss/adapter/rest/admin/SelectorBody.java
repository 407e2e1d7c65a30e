package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.Route;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Selects channels of a route, as it is sent and shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "ChannelSelector",
    description = "Channels that list the model and fulfil each condition that is given.",
    additionalProperties = Schema.False.class)
record SelectorBody(
    @Schema(nullable = true, maxItems = 50, description = "Only channels with all of these tags")
        @Nullable List<@Nullable String> tags,
    @Schema(
            nullable = true,
            minItems = 1,
            maxItems = 1000,
            description = "Only channels with one of these ids")
        @Nullable List<@Nullable String> ids) {

  static SelectorBody read(JsonFields fields) {
    return new SelectorBody(fields.texts("tags"), fields.texts("ids"));
  }

  /** Returns the selector of a route; null when it takes all channels. */
  static @Nullable SelectorBody of(Route route) {
    var channels = route.channels();
    if (channels == null && route.tags().isEmpty()) {
      return null;
    }
    return new SelectorBody(
        route.tags().stream().sorted().<@Nullable String>map(tag -> tag).toList(),
        channels == null
            ? null
            : channels.stream()
                .map(ChannelId::toString)
                .sorted()
                .<@Nullable String>map(id -> id)
                .toList());
  }

  RouteDraft.Selector draft() {
    return new RouteDraft.Selector(tags, ids);
  }
}
