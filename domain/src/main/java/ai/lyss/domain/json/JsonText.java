package ai.lyss.domain.json;

import java.nio.charset.StandardCharsets;

/**
 * Strings, numbers and UTF-8 as JSON spells them (RFC 8259). Pure functions over a byte array; each
 * scan returns the offset after what it read, or {@link #BAD}.
 */
final class JsonText {

  /** Returned where the text is not what JSON allows. */
  static final int BAD = -1;

  private JsonText() {}

  /** Scans a string whose opening quote is at {@code at}. */
  static int string(byte[] in, int at, int end) {
    int i = at + 1;
    while (i < end) {
      int c = in[i];
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i = escape(in, i + 1, end);
      } else if (c >= 0x20) {
        i++;
      } else {
        i = c >= 0 ? BAD : multiByte(in, i, end);
      }
      if (i == BAD) {
        return BAD;
      }
    }
    return BAD;
  }

  private static int escape(byte[] in, int at, int end) {
    if (at >= end) {
      return BAD;
    }
    return switch (in[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> at + 5 <= end && hex(in, at + 1) >= 0 ? at + 5 : BAD;
      default -> BAD;
    };
  }

  /** Returns the code unit of four hexadecimal digits, or -1. */
  private static int hex(byte[] in, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(in[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Scans one character of two to four bytes: no overlong form, no surrogate, at most U+10FFFF. */
  private static int multiByte(byte[] in, int at, int end) {
    int lead = in[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > end) {
      return BAD;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((in[i] & 0xc0) != 0x80) {
        return BAD;
      }
    }
    int second = in[at + 1] & 0xff;
    boolean allowed =
        switch (lead) {
          case 0xe0 -> second >= 0xa0;
          case 0xed -> second < 0xa0;
          case 0xf0 -> second >= 0x90;
          case 0xf4 -> second < 0x90;
          default -> true;
        };
    return allowed ? at + length : BAD;
  }

  /** Scans a number; its size and precision do not matter. */
  static int number(byte[] in, int at, int end) {
    int i = at < end && in[at] == '-' ? at + 1 : at;
    if (i < end && in[i] == '0') {
      i++;
    } else {
      i = digits(in, i, end);
    }
    if (i != BAD && i < end && in[i] == '.') {
      i = digits(in, i + 1, end);
    }
    if (i != BAD && i < end && (in[i] == 'e' || in[i] == 'E')) {
      i++;
      if (i < end && (in[i] == '+' || in[i] == '-')) {
        i++;
      }
      i = digits(in, i, end);
    }
    return i;
  }

  private static int digits(byte[] in, int at, int end) {
    int i = at;
    while (i < end && in[i] >= '0' && in[i] <= '9') {
      i++;
    }
    return i > at ? i : BAD;
  }

  /** Tells whether a string that {@link #string} accepted is this ASCII text; allocates nothing. */
  static boolean spells(byte[] in, int from, int to, byte[] ascii) {
    int at = from;
    for (byte expected : ascii) {
      if (at >= to || unit(in, at) != expected) {
        return false;
      }
      at += in[at] != '\\' ? 1 : in[at + 1] == 'u' ? 6 : 2;
    }
    return at == to;
  }

  /** Returns the byte or, resolved, the escape at a place of a well-formed string. */
  private static int unit(byte[] in, int at) {
    if (in[at] != '\\') {
      return in[at];
    }
    return switch (in[at + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(in, at + 2);
      default -> in[at + 1];
    };
  }

  /** Returns the text of a string that {@link #string} accepted, quotes excluded. */
  static String unescape(byte[] in, int from, int to) {
    var plain = new String(in, from, to - from, StandardCharsets.UTF_8);
    if (plain.indexOf('\\') < 0) {
      return plain;
    }
    var out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = plain.charAt(++i);
      switch (escaped) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(plain, i + 1, i + 5, 16));
          i += 4;
        }
        default -> out.append(escaped);
      }
    }
    return out.toString();
  }
}
