package ai.lyss.domain.json;

/** What kind of JSON value stands at a place. */
public enum JsonKind {
  /** An object. */
  OBJECT,
  /** An array. */
  ARRAY,
  /** A string. */
  STRING,
  /** A number of any size and precision. */
  NUMBER,
  /** The literal {@code true}. */
  TRUE,
  /** The literal {@code false}. */
  FALSE,
  /** The literal {@code null}. */
  NULL,
  /** No value can start here. */
  INVALID
}
