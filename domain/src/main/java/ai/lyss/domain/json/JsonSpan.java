package ai.lyss.domain.json;

/**
 * A stretch of JSON text inside a larger body: the bytes from {@code start} (inclusive) to {@code
 * end} (exclusive).
 *
 * @param start offset in bytes of the first byte
 * @param end offset in bytes after the last byte
 */
public record JsonSpan(int start, int end) {

  /** Checks that the span does not run backwards. */
  public JsonSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span: " + start + ".." + end + " (expected: 0 <= start <= end)");
    }
  }

  /** Returns an empty span, a place to insert at. */
  public static JsonSpan at(int offset) {
    return new JsonSpan(offset, offset);
  }
}
