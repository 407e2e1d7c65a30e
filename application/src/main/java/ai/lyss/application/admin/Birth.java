package ai.lyss.application.admin;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Revision;
import java.util.UUID;

/**
 * What a new thing, or a new version of one, has before anything is known of it. Immutable.
 *
 * @param id its id
 * @param tenant whose it is
 * @param revision when it is made and changed
 */
record Birth(UUID id, TenantId tenant, Revision revision) {}
