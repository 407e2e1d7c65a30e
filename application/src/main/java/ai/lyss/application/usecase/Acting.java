package ai.lyss.application.usecase;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at work on a tenant's things. Immutable.
 *
 * @param caller who it is
 * @param tenant the tenant whose things are meant; another than the caller's own only for a
 *     platform administrator
 * @param address the client's address; null when not known
 */
public record Acting(Caller caller, TenantId tenant, @Nullable String address) {

  /** Returns the audit row of a change that this caller makes. */
  public Change change(String action, String resource, UUID subject) {
    return new Change(tenant, caller.key(), caller.user(), action, resource, subject, address);
  }
}
