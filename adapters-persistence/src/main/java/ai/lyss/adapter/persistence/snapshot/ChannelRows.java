package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.ProviderId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads all channels with their models, and all routes. */
final class ChannelRows {

  private static final String MODELS =
      "select tenant_id, channel_id, name, vendor_model, capabilities, context_tokens,"
          + " max_output_tokens from channel_models order by tenant_id, channel_id, position";
  private static final String CHANNELS =
      "select tenant_id, id, name, provider_id, weight, priority, max_concurrency,"
          + " requests_per_minute, tokens_per_minute, on_disconnect, enabled, tags, created_at,"
          + " updated_at, version from channels order by tenant_id, id";
  private static final String ROUTE_CHANNELS =
      "select tenant_id, route_id, channel_id from route_channels";
  private static final String ROUTES =
      "select tenant_id, id, model, policy, tags, channel_choice, fallback_models,"
          + " sticky, created_at, updated_at, version from routes order by tenant_id, id";
  private static final String LISTED = "listed";

  private ChannelRows() {}

  static List<Channel> channels(Connection connection) throws SQLException {
    var offers = new HashMap<UUID, List<ModelOffer>>();
    Rows.list(
        connection,
        MODELS,
        row ->
            offers
                .computeIfAbsent(Rows.id(row, "channel_id"), channel -> new ArrayList<>())
                .add(offer(row)));
    return Rows.list(connection, CHANNELS, row -> channel(row, offers));
  }

  static List<Route> routes(Connection connection) throws SQLException {
    var listed = new HashMap<UUID, Set<ChannelId>>();
    Rows.list(
        connection,
        ROUTE_CHANNELS,
        row ->
            listed
                .computeIfAbsent(Rows.id(row, "route_id"), route -> new HashSet<>())
                .add(new ChannelId(Rows.id(row, "channel_id"))));
    return Rows.list(connection, ROUTES, row -> route(row, listed));
  }

  private static ModelOffer offer(ResultSet row) throws SQLException {
    var capabilities = Rows.textsOrNull(row, "capabilities");
    return new ModelOffer(
        new ModelName(row.getString("name")),
        new ModelName(row.getString("vendor_model")),
        capabilities == null ? null : Names.all("capability", capabilities, Capability::ofWireName),
        Rows.longOrNull(row, "context_tokens"),
        Rows.longOrNull(row, "max_output_tokens"));
  }

  private static Channel channel(ResultSet row, Map<UUID, List<ModelOffer>> offers)
      throws SQLException {
    var id = Rows.id(row, "id");
    return new Channel(
        new ChannelId(id),
        Rows.tenant(row),
        row.getString("name"),
        new ProviderId(Rows.id(row, "provider_id")),
        offers.getOrDefault(id, List.of()),
        row.getInt("weight"),
        row.getInt("priority"),
        new ChannelLimits(
            Rows.intOrNull(row, "max_concurrency"),
            Rows.longOrNull(row, "requests_per_minute"),
            Rows.longOrNull(row, "tokens_per_minute")),
        Names.known("on_disconnect", row.getString("on_disconnect"), OnDisconnect::ofWireName),
        row.getBoolean("enabled"),
        Set.of(Rows.texts(row, "tags")),
        Rows.revision(row));
  }

  private static Route route(ResultSet row, Map<UUID, Set<ChannelId>> listed) throws SQLException {
    var id = Rows.id(row, "id");
    boolean all = !row.getString("channel_choice").equals(LISTED);
    return new Route(
        id,
        Rows.tenant(row),
        new ModelName(row.getString("model")),
        Names.known("policy", row.getString("policy"), PolicyName::ofWireName),
        Set.of(Rows.texts(row, "tags")),
        all ? null : listed.getOrDefault(id, Set.of()),
        Stream.of(Rows.texts(row, "fallback_models")).map(ModelName::new).toList(),
        Names.known("sticky", row.getString("sticky"), Sticky::ofWireName),
        Rows.revision(row));
  }
}
