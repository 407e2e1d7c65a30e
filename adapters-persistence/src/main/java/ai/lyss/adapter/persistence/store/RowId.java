package ai.lyss.adapter.persistence.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * The primary key of a tenant's thing.
 *
 * @param tenantId the tenant
 * @param id the thing's own id
 */
@Embeddable
public record RowId(@Column(name = "tenant_id") UUID tenantId, @Column(name = "id") UUID id) {}
