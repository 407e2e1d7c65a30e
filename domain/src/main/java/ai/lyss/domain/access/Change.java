package ai.lyss.domain.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who changes what: the audit row of a change.
 *
 * @param tenant the tenant whose thing is changed
 * @param actorKey the API key of who does it; null when it is not a key
 * @param actorUser the user who does it; null when not known
 * @param action what is done: {@code create}, {@code update}, {@code delete}, {@code revoke}
 * @param resource the kind of thing: {@code provider}, {@code channel}, {@code key} …
 * @param subject the thing's id
 * @param address the client's address; null when the change comes from within
 */
public record Change(
    TenantId tenant,
    @Nullable KeyId actorKey,
    @Nullable String actorUser,
    String action,
    String resource,
    UUID subject,
    @Nullable String address) {}
