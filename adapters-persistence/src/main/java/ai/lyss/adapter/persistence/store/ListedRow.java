package ai.lyss.adapter.persistence.store;

import java.time.Instant;
import java.util.UUID;

/** A row of a collection that is listed in the orders of a page. */
public interface ListedRow {

  /** Returns the thing's own id. */
  UUID listedId();

  /** Returns what its order by name goes by. */
  String listedName();

  /** Returns when it was changed last. */
  Instant listedTime();
}
