package ai.lyss.adapter.persistence.route;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Revision;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Between {@link Route} and its row. */
final class RouteMapping {

  private static final String ALL = "all";
  private static final String LISTED = "listed";

  private RouteMapping() {}

  static RouteEntity row(Route route) {
    var row = new RouteEntity();
    row.id = new RowId(route.tenant().value(), route.id());
    row.model = route.model().value();
    row.policy = route.policy().wireName();
    row.tags = Names.sorted(route.tags(), tag -> tag);
    var channels = route.channels();
    row.channelChoice = channels == null ? ALL : LISTED;
    if (channels != null) {
      channels.forEach(channel -> row.channels.add(channel.value()));
    }
    row.fallbackModels =
        route.fallbackModels().stream().map(ModelName::value).toArray(String[]::new);
    row.sticky = route.sticky().wireName();
    row.createdAt = StoredTime.of(route.revision().createdAt());
    row.updatedAt = StoredTime.of(route.revision().updatedAt());
    row.version = route.revision().version();
    return row;
  }

  static Route route(RouteEntity row) {
    return new Route(
        row.id.id(),
        new TenantId(row.id.tenantId()),
        new ModelName(row.model),
        Names.known("policy", row.policy, PolicyName::ofWireName),
        Set.of(row.tags),
        row.channelChoice.equals(LISTED)
            ? row.channels.stream().map(ChannelId::new).collect(Collectors.toSet())
            : null,
        Stream.of(row.fallbackModels).map(ModelName::new).toList(),
        Names.known("sticky", row.sticky, Sticky::ofWireName),
        new Revision(row.createdAt, row.updatedAt, row.version));
  }
}
