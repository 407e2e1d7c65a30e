package ai.lyss.application.usecase;

import ai.lyss.domain.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The models a caller may use, from memory; does not block; thread-safe. */
public interface ListModels {

  /** Returns them in the order of their names. */
  List<Model> list(Caller caller);

  /** Returns the one of that name; empty when the caller may not use it or there is none. */
  Optional<Model> find(Caller caller, String name);

  /**
   * A public model.
   *
   * @param name the name callers use
   * @param since when the first channel that offers it was made
   * @param ownedBy the vendor, or the vendors joined by commas
   */
  record Model(String name, Instant since, String ownedBy) {}
}
