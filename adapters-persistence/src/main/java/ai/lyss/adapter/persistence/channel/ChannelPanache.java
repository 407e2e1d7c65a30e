package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.store.RowId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code channels}. */
@ApplicationScoped
public class ChannelPanache implements PanacheRepositoryBase<ChannelEntity, RowId> {}
