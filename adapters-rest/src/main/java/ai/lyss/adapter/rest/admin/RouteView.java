package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.channel.Route;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Page;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A route as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "StoredRoute",
    requiredProperties = {
      "id",
      "model",
      "policy",
      "channels",
      "fallback_models",
      "sticky",
      "created_at",
      "updated_at",
      "version"
    },
    description = "A route as it is stored.")
record RouteView(
    UUID id,
    String model,
    String policy,
    @Schema(nullable = true, description = "Null for all channels that list the model")
        @Nullable SelectorBody channels,
    @JsonProperty("fallback_models") List<String> fallbackModels,
    String sticky,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    long version) {

  static RouteView of(Route route) {
    var revision = route.revision();
    return new RouteView(
        route.id(),
        route.model().value(),
        route.policy().wireName(),
        SelectorBody.of(route),
        route.fallbackModels().stream().map(ModelName::value).toList(),
        route.sticky().wireName(),
        revision.createdAt(),
        revision.updatedAt(),
        revision.version());
  }

  static Listing of(Page<Route> page, Page.Request request) {
    return new Listing(page.items().stream().map(RouteView::of).toList(), Cursor.of(page, request));
  }

  /** A page of routes. */
  @RegisterForReflection
  @Schema(
      name = "RoutePage",
      requiredProperties = {"items", "next_cursor"},
      description = "Some of the tenant's routes.")
  record Listing(
      List<RouteView> items,
      @Schema(nullable = true, description = "Where the next page starts; null at the end")
          @JsonProperty("next_cursor")
          @Nullable String nextCursor) {}
}
