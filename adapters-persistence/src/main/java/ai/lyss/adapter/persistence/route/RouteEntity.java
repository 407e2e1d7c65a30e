package ai.lyss.adapter.persistence.route;

import ai.lyss.adapter.persistence.store.ListedRow;
import ai.lyss.adapter.persistence.store.RowId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;

/** A row of {@code routes}, with the channels it names. */
@Entity
@Table(name = "routes")
class RouteEntity implements ListedRow {

  @EmbeddedId RowId id;

  String model;

  String policy;

  @Column(columnDefinition = "text[]")
  String[] tags;

  @Column(name = "channel_choice")
  String channelChoice;

  @ElementCollection
  @CollectionTable(
      name = "route_channels",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "route_id", referencedColumnName = "id")
      })
  @Column(name = "channel_id")
  @BatchSize(size = 200)
  Set<UUID> channels = new HashSet<>();

  @Column(name = "fallback_models", columnDefinition = "text[]")
  String[] fallbackModels;

  String sticky;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(RouteEntity next) {
    model = next.model;
    policy = next.policy;
    tags = next.tags;
    channelChoice = next.channelChoice;
    channels.retainAll(next.channels);
    channels.addAll(next.channels);
    fallbackModels = next.fallbackModels;
    sticky = next.sticky;
    updatedAt = next.updatedAt;
  }

  @Override
  public UUID listedId() {
    return id.id();
  }

  @Override
  public String listedName() {
    return model;
  }

  @Override
  public Instant listedTime() {
    return updatedAt;
  }
}
