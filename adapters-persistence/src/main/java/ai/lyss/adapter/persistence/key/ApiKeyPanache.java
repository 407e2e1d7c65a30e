package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.store.RowId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code api_keys}. */
@ApplicationScoped
public class ApiKeyPanache implements PanacheRepositoryBase<ApiKeyEntity, RowId> {}
