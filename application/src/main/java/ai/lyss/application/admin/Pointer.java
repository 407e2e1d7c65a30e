package ai.lyss.application.admin;

/**
 * A place in a draft. Immutable.
 *
 * @param text the JSON pointer (RFC 6901)
 * @param last its last segment, unescaped; for an index, the name of its list
 */
record Pointer(String text, String last) {

  /** The draft itself. */
  static final Pointer ROOT = new Pointer("", "body");

  /** Returns the place of a field of the draft. */
  static Pointer of(String field) {
    return ROOT.field(field);
  }

  /** Returns the place of a field in this object. */
  Pointer field(String name) {
    return new Pointer(text + "/" + name.replace("~", "~0").replace("/", "~1"), name);
  }

  /** Returns the place of an element of this list. */
  Pointer index(int index) {
    return new Pointer(text + "/" + index, last);
  }

  @Override
  public String toString() {
    return text;
  }
}
