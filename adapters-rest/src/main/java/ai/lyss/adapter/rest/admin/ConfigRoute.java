package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.ConfigDraft.RouteEntry;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.application.usecase.TenantConfig.NamedRoute;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A route in a document. Immutable. */
@RegisterForReflection
@Schema(
    name = "ConfigRoute",
    description = "A route in a document, which names its channels.",
    additionalProperties = Schema.False.class)
record ConfigRoute(
    @Schema(required = true) @Nullable String model,
    @Schema(
            nullable = true,
            enumeration = {
              "weighted_random",
              "round_robin",
              "least_connections",
              "best_performance",
              "adaptive"
            },
            defaultValue = "adaptive")
        @Nullable String policy,
    @Schema(nullable = true) @Nullable Selector channels,
    @Schema(nullable = true, maxItems = 10) @JsonProperty("fallback_models")
        @Nullable List<@Nullable String> fallbackModels,
    @Schema(
            nullable = true,
            enumeration = {"none", "user", "key", "prefix"},
            defaultValue = "none")
        @Nullable String sticky) {

  static RouteEntry read(JsonFields fields) {
    var selector = fields.object("channels", Selector::read);
    return new RouteEntry(
        selector == null ? null : selector.names(),
        new RouteDraft(
            fields.text("model"),
            fields.text("policy"),
            selector == null ? null : new RouteDraft.Selector(selector.tags(), null),
            fields.texts("fallback_models"),
            fields.text("sticky")));
  }

  static ConfigRoute of(NamedRoute named) {
    var body = RouteBody.of(named.route());
    var fallbacks = body.fallbackModels();
    return new ConfigRoute(
        body.model(),
        body.policy(),
        Selector.of(named, body.channels()),
        fallbacks == null || fallbacks.isEmpty() ? null : fallbacks,
        body.sticky());
  }

  /** Selects channels of a route by what they are called. */
  @RegisterForReflection
  @Schema(
      name = "ConfigSelector",
      description = "Channels that list the model and fulfil each condition that is given.",
      additionalProperties = Schema.False.class)
  record Selector(
      @Schema(nullable = true, maxItems = 50, description = "Only channels with all of these tags")
          @Nullable List<@Nullable String> tags,
      @Schema(
              nullable = true,
              minItems = 1,
              maxItems = 1000,
              description = "Only channels with one of these names")
          @Nullable List<@Nullable String> names) {

    private static Selector read(JsonFields fields) {
      return new Selector(fields.texts("tags"), fields.texts("names"));
    }

    private static @Nullable Selector of(NamedRoute named, @Nullable SelectorBody selector) {
      if (selector == null) {
        return null;
      }
      var tags = selector.tags();
      var names = named.channels();
      return new Selector(
          tags == null || tags.isEmpty() ? null : tags,
          names == null ? null : names.stream().<@Nullable String>map(name -> name).toList());
    }
  }
}
