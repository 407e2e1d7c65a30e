package ai.lyss.adapter.persistence.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of {@code tenants}. */
@ApplicationScoped
public class TenantPanache implements PanacheRepositoryBase<TenantEntity, UUID> {}
