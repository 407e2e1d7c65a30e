package ai.lyss.domain.json;

import java.util.Random;

/** Makes JSON texts at random, with all the odd spellings that are allowed. */
final class RandomJson {

  private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n  "};
  private static final String[] NUMBERS = {
    "0", "-0", "1", "2.50", "1e400", "-1.5E-7", "12345678901234567890123", "0.10", "9e+01"
  };
  private static final String[] PIECES = {
    "a", "Z", " ", "é", "漢", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\ud83d\\ude00",
    "\\uD800", "{", "}", "[", "]", ",", ":", "'", "\u007f", "\u2028", "model", "stream"
  };

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  /** Returns an object with white space around it. */
  String object() {
    var out = new StringBuilder();
    space(out);
    object(out, 4);
    space(out);
    return out.toString();
  }

  private void value(StringBuilder out, int depth) {
    switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> out.append("null");
      case 1 -> out.append(random.nextBoolean());
      case 2, 3 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 4, 5 -> string(out);
      case 6 -> object(out, depth - 1);
      default -> array(out, depth - 1);
    }
  }

  private void object(StringBuilder out, int depth) {
    out.append('{');
    space(out);
    int fields = random.nextInt(5);
    for (int i = 0; i < fields; i++) {
      if (i > 0) {
        out.append(',');
        space(out);
      }
      string(out);
      space(out);
      out.append(':');
      space(out);
      value(out, depth);
      space(out);
    }
    out.append('}');
  }

  private void array(StringBuilder out, int depth) {
    out.append('[');
    space(out);
    int elements = random.nextInt(5);
    for (int i = 0; i < elements; i++) {
      if (i > 0) {
        out.append(',');
        space(out);
      }
      value(out, depth);
      space(out);
    }
    out.append(']');
  }

  private void string(StringBuilder out) {
    out.append('"');
    int pieces = random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    out.append('"');
  }

  private void space(StringBuilder out) {
    out.append(SPACES[random.nextInt(SPACES.length)]);
  }
}
