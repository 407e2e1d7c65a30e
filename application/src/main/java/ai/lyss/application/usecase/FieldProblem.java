package ai.lyss.application.usecase;

import java.util.Locale;

/**
 * What is wrong with one field of a draft. Immutable.
 *
 * @param pointer where it is, a JSON pointer (RFC 6901) into the draft as the API writes it
 * @param kind what sort of mistake it is
 * @param message the value and what was expected; never shows a secret
 */
public record FieldProblem(String pointer, Kind kind, String message) {

  /** The sorts of mistakes. */
  public enum Kind {
    /** A field that must be given was not. */
    REQUIRED,
    /** A name that is not known here. */
    UNKNOWN,
    /** A value of the wrong type or form. */
    MALFORMED,
    /** A number, a length or a time outside its bounds. */
    OUT_OF_RANGE,
    /** The same thing twice. */
    DUPLICATE,
    /** References that lead back to where they started. */
    CIRCULAR,
    /** A reference to a thing that the tenant does not have. */
    NOT_FOUND,
    /** More than the caller may give. */
    FORBIDDEN,
    /** An address that the gateway may not connect to. */
    EGRESS_DENIED;

    /** Returns the name used in the API. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
