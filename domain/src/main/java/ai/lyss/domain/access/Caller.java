package ai.lyss.domain.access;

import ai.lyss.domain.model.ModelName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as far as the core needs to know. Immutable.
 *
 * @param tenant the tenant it belongs to
 * @param key the API key it came with; null when it came with a token
 * @param user the user it speaks for; null when only the key is known
 * @param roles what it may do
 * @param models the models it may use; null for all of its tenant's
 * @param keyEnds when the key it came with stops working; null when it never does, or is none
 */
public record Caller(
    TenantId tenant,
    @Nullable KeyId key,
    @Nullable String user,
    Set<Role> roles,
    @Nullable Set<ModelName> models,
    @Nullable Instant keyEnds) {

  /** Copies roles and models. */
  public Caller {
    roles = Set.copyOf(roles);
    models = models == null ? null : Set.copyOf(models);
  }

  /** A caller without a key that ends. */
  public Caller(
      TenantId tenant,
      @Nullable KeyId key,
      @Nullable String user,
      Set<Role> roles,
      @Nullable Set<ModelName> models) {
    this(tenant, key, user, roles, models, null);
  }

  /** Tells whether the caller may use a model of that name. */
  public boolean mayUse(ModelName model) {
    return models == null || models.contains(model);
  }

  /** Tells whether the caller has one of these roles. */
  public boolean hasAnyOf(Set<Role> allowed) {
    for (var role : roles) {
      if (allowed.contains(role)) {
        return true;
      }
    }
    return false;
  }
}
