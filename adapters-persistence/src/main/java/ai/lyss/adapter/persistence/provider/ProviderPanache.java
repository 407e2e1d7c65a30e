package ai.lyss.adapter.persistence.provider;

import ai.lyss.adapter.persistence.store.RowId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code providers}. */
@ApplicationScoped
public class ProviderPanache implements PanacheRepositoryBase<ProviderEntity, RowId> {}
