package ai.lyss.domain.chat;

import java.nio.charset.StandardCharsets;

/**
 * A view on bytes that flow from vendor to caller without a copy. Whoever hands one out does not
 * change the bytes afterwards.
 *
 * @param array the bytes' owner
 * @param offset where the view starts
 * @param length how many bytes it has
 */
public record ByteSlice(byte[] array, int offset, int length) {

  /** Checks that the view lies within the array. */
  public ByteSlice {
    if (offset < 0 || length < 0 || offset > array.length - length) {
      throw new IllegalArgumentException(
          "slice: " + offset + "+" + length + " of " + array.length + " (expected: within)");
    }
  }

  /** A view on all of {@code array}. */
  public static ByteSlice of(byte[] array) {
    return new ByteSlice(array, 0, array.length);
  }

  /** Returns the bytes read as UTF-8; for tests and messages. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ByteSlice[" + length + " bytes]";
  }
}
