package ai.lyss.domain.port;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.store.StoreOutcome;

/** The first things of a new installation, made once. Blocks. */
public interface Bootstrap {

  /** Returns the tenant of that name, made now if there is none. */
  StoreOutcome<Tenant> tenant(String name);

  /**
   * Tells whether a step is to be done now: true the first time it is asked for, for ever false
   * after {@link #done}.
   */
  StoreOutcome<Boolean> pending(String step);

  /** Marks a step as done for ever. */
  StoreOutcome<Boolean> done(String step);
}
