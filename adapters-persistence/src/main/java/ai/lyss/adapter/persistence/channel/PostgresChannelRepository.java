package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Channels through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresChannelRepository implements ChannelRepository {

  private static final String CHANNEL = "channel";
  private static final RowPages<ChannelEntity> PAGES =
      new RowPages<>(
          ChannelEntity.class,
          "channels",
          "name",
          Map.of(
              "name",
              "name = ?",
              "provider_id",
              "provider_id = cast(? as uuid)",
              "enabled",
              "enabled = cast(? as boolean)",
              "tag",
              "tags @> array[cast(? as text)]",
              "model",
              "(tenant_id, id) in (select m.tenant_id, m.channel_id from channel_models m"
                  + " where m.name = ?)"));

  private final ChannelPanache rows;

  /** Keeps channels in these rows. */
  public PostgresChannelRepository(ChannelPanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<Channel> add(Channel channel) {
    return SqlOutcomes.adding(
        fields(channel),
        () -> {
          var row = ChannelMapping.row(channel);
          rows.persistAndFlush(row);
          rows.getSession().detach(row);
          return new Done<>(ChannelMapping.channel(row));
        });
  }

  @Override
  public StoreOutcome<Channel> find(TenantId tenant, ChannelId id) {
    var row = rows.findById(new RowId(tenant.value(), id.value()));
    return row == null ? new Missing<>(CHANNEL) : new Done<>(ChannelMapping.channel(row));
  }

  @Override
  public StoreOutcome<Channel> claim(TenantId tenant, ChannelId id) {
    var row = claimed(tenant, id);
    return row == null ? new Missing<>(CHANNEL) : new Done<>(ChannelMapping.channel(row));
  }

  @Override
  public StoreOutcome<Page<Channel>> page(TenantId tenant, Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), tenant, request, ChannelMapping::channel));
  }

  @Override
  public StoreOutcome<Channel> replace(Channel next) {
    return SqlOutcomes.adding(
        fields(next),
        () -> {
          var row = claimed(next.tenant(), next.id());
          if (row == null) {
            return new Missing<>(CHANNEL);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          row.become(ChannelMapping.row(next));
          rows.flush();
          rows.getSession().detach(row);
          return new Done<>(ChannelMapping.channel(row));
        });
  }

  private @Nullable ChannelEntity claimed(TenantId tenant, ChannelId id) {
    return rows.findById(new RowId(tenant.value(), id.value()), LockModeType.PESSIMISTIC_WRITE);
  }

  private static Map<String, String> fields(Channel channel) {
    return Map.of(
        "name",
        channel.name(),
        "id",
        channel.id().toString(),
        "provider_id",
        channel.provider().toString());
  }

  @Override
  public StoreOutcome<Channel> remove(TenantId tenant, ChannelId id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id.value()));
          if (row == null) {
            return new Missing<>(CHANNEL);
          }
          var removed = ChannelMapping.channel(row);
          rows.delete(row);
          rows.flush();
          return new Done<>(removed);
        });
  }
}
