package ai.lyss.domain.access;

import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: everything but the key itself. Immutable.
 *
 * @param id its id
 * @param tenant the tenant it calls for
 * @param name what people call it, unique within the tenant
 * @param roles what its bearer may do
 * @param models the models its bearer may use; null for all
 * @param expiresAt when it stops working; null for never
 * @param revokedAt when it was revoked; null while it is not
 * @param hint its last four characters, to tell keys apart
 * @param rateLimit how often its bearer may call
 * @param revision when it was made and changed
 */
public record ApiKey(
    KeyId id,
    TenantId tenant,
    String name,
    Set<Role> roles,
    @Nullable Set<ModelName> models,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    String hint,
    RateLimit rateLimit,
    Revision revision) {

  /** What every key starts with. */
  public static final String PREFIX = "sk-lyss-";

  /** Copies roles and models. */
  public ApiKey {
    roles = Set.copyOf(roles);
    models = models == null ? null : Set.copyOf(models);
  }

  /** A key with the installation's own rate limits. */
  public ApiKey(
      KeyId id,
      TenantId tenant,
      String name,
      Set<Role> roles,
      @Nullable Set<ModelName> models,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      String hint,
      Revision revision) {
    this(id, tenant, name, roles, models, expiresAt, revokedAt, hint, RateLimit.USUAL, revision);
  }

  /** Tells whether the key works at {@code now}. */
  public boolean worksAt(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Returns the caller that this key stands for. */
  public Caller caller() {
    return new Caller(tenant, id, null, roles, models, expiresAt);
  }
}
