package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last 16 KiB of a body that flowed by: usage stands near the end of an answer. */
final class BodyTail {

  private static final int BYTES = 16 << 10;
  private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);

  private final byte[] kept = new byte[BYTES];
  private int length;

  void add(ByteSlice bytes) {
    int added = Math.min(bytes.length(), BYTES);
    int old = Math.min(length, BYTES - added);
    System.arraycopy(kept, length - old, kept, 0, old);
    int from = bytes.offset() + bytes.length() - added;
    System.arraycopy(bytes.array(), from, kept, old, added);
    length = old + added;
  }

  /** Tells whether the last byte that is not white space closes an object. */
  boolean endsWithBrace() {
    int at = length - 1;
    while (at >= 0 && kept[at] <= ' ' && kept[at] >= 0) {
      at--;
    }
    return at >= 0 && kept[at] == '}';
  }

  /**
   * Returns the end of the body from its last field {@code usage} on, made an object by a brace in
   * front of it: well-formed only when that field stands at the top level. Null when there is none.
   * A quote inside a JSON string is always escaped, so that no text can pass for the field.
   */
  @Nullable ByteSlice fromUsage() {
    for (int at = length - USAGE.length; at > 0; at--) {
      if (Arrays.equals(kept, at, at + USAGE.length, USAGE, 0, USAGE.length)) {
        kept[at - 1] = '{';
        return new ByteSlice(kept, at - 1, length - at + 1);
      }
    }
    return null;
  }
}
