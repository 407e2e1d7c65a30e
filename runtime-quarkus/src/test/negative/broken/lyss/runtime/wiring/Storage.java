package broken.lyss.runtime.wiring;

import jakarta.persistence.Id;

/** Wiring that knows of tables. */
public class Storage {
  @Id long id;
}
