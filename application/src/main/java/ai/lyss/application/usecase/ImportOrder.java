package ai.lyss.application.usecase;

/**
 * What is to be done with a document. Immutable.
 *
 * @param draft what the document says
 * @param extent whether it is done
 * @param others what becomes of things that it does not name
 */
public record ImportOrder(ConfigDraft draft, Extent extent, Others others) {

  /** How far an import goes. */
  public enum Extent {
    /** Everything is tried, and undone. */
    DRY_RUN,
    /** Everything is kept, or nothing. */
    APPLIED
  }

  /** What becomes of things that a document does not name. */
  public enum Others {
    /** They stay. */
    KEPT,
    /** They are removed, where the document says anything about things of their kind. */
    PRUNED
  }
}
