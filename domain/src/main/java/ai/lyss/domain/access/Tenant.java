package ai.lyss.domain.access;

/** A customer, isolated from the others. */
public record Tenant(TenantId id, String name, boolean enabled) {}
