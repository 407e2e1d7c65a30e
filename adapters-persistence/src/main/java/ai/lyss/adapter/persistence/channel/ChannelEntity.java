package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.store.ListedRow;
import ai.lyss.adapter.persistence.store.RowId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** A row of {@code channels}, with its models in their order. */
@Entity
@Table(name = "channels")
class ChannelEntity implements ListedRow {

  @EmbeddedId RowId id;

  String name;

  @Column(name = "provider_id")
  UUID providerId;

  // A page reads the models of all its channels with a few queries, not with one each.
  @ElementCollection
  @CollectionTable(
      name = "channel_models",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "channel_id", referencedColumnName = "id")
      })
  @OrderColumn(name = "position")
  @BatchSize(size = 200)
  List<ChannelModelRow> models = new ArrayList<>();

  int weight;

  int priority;

  @Column(name = "max_concurrency")
  @Nullable Integer maxConcurrency;

  @Column(name = "requests_per_minute")
  @Nullable Long requestsPerMinute;

  @Column(name = "tokens_per_minute")
  @Nullable Long tokensPerMinute;

  @Column(name = "on_disconnect")
  String onDisconnect;

  boolean enabled;

  @Column(columnDefinition = "text[]")
  String[] tags;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(ChannelEntity next) {
    name = next.name;
    providerId = next.providerId;
    models.clear();
    models.addAll(next.models);
    weight = next.weight;
    priority = next.priority;
    maxConcurrency = next.maxConcurrency;
    requestsPerMinute = next.requestsPerMinute;
    tokensPerMinute = next.tokensPerMinute;
    onDisconnect = next.onDisconnect;
    enabled = next.enabled;
    tags = next.tags;
    updatedAt = next.updatedAt;
  }

  @Override
  public UUID listedId() {
    return id.id();
  }

  @Override
  public String listedName() {
    return name;
  }

  @Override
  public Instant listedTime() {
    return updatedAt;
  }
}
