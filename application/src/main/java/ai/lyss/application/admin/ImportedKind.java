package ai.lyss.application.admin;

import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that documents hold: how it is checked and stored, by the administration of its
 * kind.
 *
 * @param <T> the things
 * @param <D> their entries in a document
 */
interface ImportedKind<T, D> {

  /** Returns what a thing is called in plans and audit rows. */
  String noun();

  /** Returns the field of the document that lists the entries. */
  String section();

  /** Returns the field of an entry that names the thing. */
  String nameField();

  /** Returns the name in an entry; null when it has none. */
  @Nullable String nameIn(D entry);

  /** Returns the name of a thing. */
  String nameOf(T thing);

  /** Returns the id of a thing. */
  UUID idOf(T thing);

  /** Returns the fields by which two things of one name are told apart. */
  List<Trait<T>> traits();

  /** Makes a thing of an entry; null, and the problems noted, when the entry is not in order. */
  @Nullable StoreOutcome<T> create(D entry, Birth birth, EntryProblems problems);

  /**
   * Makes another thing of the one that there is; null as above.
   *
   * @param store stores what becomes of it
   */
  @Nullable StoreOutcome<T> change(
      T present, D entry, Function<T, StoreOutcome<T>> store, EntryProblems problems);

  /** Stores the next version of a thing. */
  StoreOutcome<T> replace(T next);

  /** Removes a thing. */
  StoreOutcome<T> remove(T thing);
}
