package ai.lyss.adapter.persistence.quotapolicy;

import ai.lyss.adapter.persistence.store.RowId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code quotas}. */
@ApplicationScoped
public class QuotaPanache implements PanacheRepositoryBase<QuotaEntity, RowId> {}
