package ai.lyss.domain.json;

/** The inside of a JSON string, between its quotes and checked before. Pure functions. */
public final class JsonString {

  private JsonString() {}

  /** Returns the text of well-formed string content, escapes resolved. */
  public static String text(byte[] in, int from, int to) {
    return JsonText.unescape(in, from, to);
  }

  /**
   * Returns where well-formed string content may be cut so that no more than {@code most} bytes
   * stay, and neither an escape nor a character of several bytes is torn.
   */
  public static int cut(byte[] in, int from, int to, int most) {
    if (to - from <= most) {
      return to;
    }
    int limit = from + most;
    int at = from;
    for (int next = after(in, at); next <= limit; next = after(in, at)) {
      at = next;
    }
    return at;
  }

  private static int after(byte[] in, int at) {
    int lead = in[at] & 0xff;
    if (lead == '\\') {
      return in[at + 1] == 'u' ? at + 6 : at + 2;
    }
    return at + (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  }
}
