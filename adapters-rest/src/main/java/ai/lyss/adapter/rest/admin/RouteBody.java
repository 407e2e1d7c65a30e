package ai.lyss.adapter.rest.admin;

import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.model.ModelName;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to make a route. Immutable. */
@RegisterForReflection
@Schema(
    name = "Route",
    description =
        "Which channels serve a public model name, under which policy, with which fallbacks.",
    additionalProperties = Schema.False.class,
    examples =
        """
        {"model": "gpt-4o-mini", "policy": "adaptive", "channels": {"tags": ["east"]},
         "fallback_models": ["claude-sonnet"], "sticky": "none"}
        """)
record RouteBody(
    @Schema(required = true, description = "Unique in the tenant") @Nullable String model,
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
    @Schema(nullable = true) @Nullable SelectorBody channels,
    @Schema(
            nullable = true,
            maxItems = 10,
            description = "Models tried in turn when no channel is left; never in a circle")
        @JsonProperty("fallback_models")
        @Nullable List<@Nullable String> fallbackModels,
    @Schema(
            nullable = true,
            enumeration = {"none", "user", "key", "prefix"},
            defaultValue = "none",
            description = "What keeps requests on one channel; kept, and not applied yet")
        @Nullable String sticky) {

  static RouteBody read(JsonFields fields) {
    return new RouteBody(
        fields.text("model"),
        fields.text("policy"),
        fields.object("channels", SelectorBody::read),
        fields.texts("fallback_models"),
        fields.text("sticky"));
  }

  /** Returns the body that would make the same route. */
  static RouteBody of(Route route) {
    return new RouteBody(
        route.model().value(),
        route.policy().wireName(),
        SelectorBody.of(route),
        route.fallbackModels().stream().<@Nullable String>map(ModelName::value).toList(),
        route.sticky().wireName());
  }

  RouteDraft draft() {
    return new RouteDraft(
        model, policy, channels == null ? null : channels.draft(), fallbackModels, sticky);
  }
}
