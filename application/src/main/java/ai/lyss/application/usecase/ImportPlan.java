package ai.lyss.application.usecase;

import java.util.List;
import java.util.Locale;

/**
 * What an import does, or would do. Immutable.
 *
 * @param extent whether it was done
 * @param changes what happens to each thing, in the order in which it happens
 * @param remarks what is in order, and probably not meant
 */
public record ImportPlan(
    ImportOrder.Extent extent, List<PlannedChange> changes, List<FieldProblem> remarks) {

  /** Copies the lists. */
  public ImportPlan {
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /** Tells whether anything changes. */
  public boolean changesAnything() {
    return changes.stream().anyMatch(change -> change.action() != Action.UNCHANGED);
  }

  /**
   * What happens to one thing. Immutable.
   *
   * @param kind what kind of thing it is, such as {@code provider}
   * @param name what it is called
   * @param action what happens to it
   * @param fields which of its fields get another value; empty unless it is updated
   */
  public record PlannedChange(String kind, String name, Action action, List<String> fields) {

    /** Copies the fields. */
    public PlannedChange {
      fields = List.copyOf(fields);
    }
  }

  /** What happens to a thing. */
  public enum Action {
    /** It is new. */
    CREATED,
    /** It becomes another one. */
    UPDATED,
    /** It is as the document says. */
    UNCHANGED,
    /** It is removed. */
    DELETED;

    /** Returns the name used in the API. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
