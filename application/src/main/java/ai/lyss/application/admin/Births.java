package ai.lyss.application.admin;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Gives new things their ids and first revisions. Thread-safe when ids and clock are. */
public final class Births {

  private final Ids ids;
  private final InstantSource clock;

  /** Takes ids and times from these. */
  public Births(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Returns what a new thing of this tenant starts with. */
  Birth of(TenantId tenant) {
    return new Birth(id(), tenant, revision());
  }

  /** Returns what a thing that becomes another one now goes on with. */
  Birth next(UUID id, TenantId tenant, Revision present) {
    return new Birth(id, tenant, present.next(now()));
  }

  /** Returns a new id. */
  UUID id() {
    return ids.next();
  }

  /** Returns the revision of a thing made now. */
  Revision revision() {
    return Revision.first(now());
  }

  /** Returns the present, to the millisecond, so that every store keeps it as it is. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
