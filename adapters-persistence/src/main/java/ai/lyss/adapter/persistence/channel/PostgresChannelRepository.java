package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPage;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.util.Map;

/** Channels through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresChannelRepository implements ChannelRepository {

  private final ChannelPanache rows;

  /** Keeps channels in these rows. */
  public PostgresChannelRepository(ChannelPanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<Channel> add(Channel channel) {
    var fields =
        Map.of(
            "name",
            channel.name(),
            "id",
            channel.id().toString(),
            "provider_id",
            channel.provider().toString());
    return SqlOutcomes.adding(
        fields,
        () -> {
          var row = ChannelMapping.row(channel);
          rows.persistAndFlush(row);
          return new Done<>(ChannelMapping.channel(row));
        });
  }

  @Override
  public StoreOutcome<Channel> find(TenantId tenant, ChannelId id) {
    var row = rows.findById(new RowId(tenant.value(), id.value()));
    return row == null ? new Missing<>("channel") : new Done<>(ChannelMapping.channel(row));
  }

  @Override
  public StoreOutcome<Page<Channel>> page(TenantId tenant, Page.Request request) {
    var found = RowPage.of(rows, tenant, request);
    return new Done<>(RowPage.mapped(found, request, row -> row.id.id(), ChannelMapping::channel));
  }

  @Override
  public StoreOutcome<Channel> remove(TenantId tenant, ChannelId id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id.value()));
          if (row == null) {
            return new Missing<>("channel");
          }
          var removed = ChannelMapping.channel(row);
          rows.delete(row);
          rows.flush();
          return new Done<>(removed);
        });
  }
}
