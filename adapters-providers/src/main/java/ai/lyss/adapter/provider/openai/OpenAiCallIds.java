package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.translate.TextDigest;
import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonMembers.Member;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Ids of tool calls as vendors of this dialect take them: at most 40 characters, and without the
 * signature of a thought that callers of this dialect carry in them for Gemini, after {@link
 * CallIds#MARK}. A call and its result stay together, because the same id becomes the same id.
 */
final class OpenAiCallIds {

  private static final int MOST_LENGTH = 40;
  private static final int DIGEST_BYTES = 16;
  private static final byte[] MARK_BYTES = CallIds.MARK.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHIFTS = shifts();
  private static final String PREFIX = "call_";

  private OpenAiCallIds() {}

  /** Returns the id to send for one of another vendor. */
  static String fitting(String id) {
    int mark = id.indexOf(CallIds.MARK);
    var plain = mark > 0 ? id.substring(0, mark) : id;
    return plain.length() <= MOST_LENGTH ? plain : made(plain);
  }

  /** Returns an id that stands for a text: the same one each time. */
  static String made(String text) {
    return PREFIX + digest(text);
  }

  /** Returns 32 hexadecimal digits that stand for a text: the same ones each time. */
  static String digest(String text) {
    return TextDigest.of(text, DIGEST_BYTES);
  }

  /** Takes signatures out of the ids of a well-formed body; leaves every other byte. */
  static void splice(byte[] body, JsonSplice splice) {
    if (!holdsMark(body)) {
      return;
    }
    var messages = JsonMembers.read(body, new JsonCursor(body)).find("messages");
    if (messages == null || messages.kind() != JsonKind.ARRAY) {
      return;
    }
    var json = new JsonCursor(body, messages.value().start(), messages.value().end());
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        message(JsonMembers.read(body, json), splice);
      } else {
        json.skipValue();
      }
    }
  }

  private static void message(JsonMembers message, JsonSplice splice) {
    for (var member : message.all()) {
      if (member.name().equals("tool_call_id")) {
        id(message, member, splice);
      } else if (member.name().equals("tool_calls") && member.kind() == JsonKind.ARRAY) {
        calls(message.body(), member, splice);
      }
    }
  }

  private static void calls(byte[] body, Member calls, JsonSplice splice) {
    var json = new JsonCursor(body, calls.value().start(), calls.value().end());
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        var call = JsonMembers.read(body, json);
        call.all().stream()
            .filter(member -> member.name().equals("id"))
            .forEach(id -> id(call, id, splice));
      } else {
        json.skipValue();
      }
    }
  }

  private static void id(JsonMembers owner, Member id, JsonSplice splice) {
    if (id.kind() != JsonKind.STRING) {
      return;
    }
    int start = id.value().start() + 1;
    int end = id.value().end() - 1;
    int mark = find(owner.body(), start, end);
    if (mark > start) {
      var plain = JsonString.text(owner.body(), start, mark);
      var sent = plain.length() <= MOST_LENGTH ? null : made(plain);
      splice.replace(
          id.value(),
          sent != null
              ? ('"' + sent + '"').getBytes(StandardCharsets.US_ASCII)
              : quoted(owner.body(), start, mark));
    }
  }

  private static byte[] quoted(byte[] in, int from, int to) {
    var quoted = new byte[to - from + 2];
    quoted[0] = '"';
    System.arraycopy(in, from, quoted, 1, to - from);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  private static boolean holdsMark(byte[] body) {
    return find(body, 0, body.length) >= 0;
  }

  /**
   * Returns where the mark stands; -1 when it does not. Looks at few of the bytes, because hardly
   * any body has one (R. N. Horspool, Practical fast searching in strings, 1980).
   */
  private static int find(byte[] in, int from, int to) {
    int last = MARK_BYTES.length - 1;
    int at = from + last;
    while (at < to) {
      byte b = in[at];
      int start = at - last;
      if (b == MARK_BYTES[last]
          && Arrays.equals(in, start, at + 1, MARK_BYTES, 0, MARK_BYTES.length)) {
        return start;
      }
      at += b < 0 ? MARK_BYTES.length : SHIFTS[b];
    }
    return -1;
  }

  /** How far the mark can be moved on when a character stands at its end. */
  private static byte[] shifts() {
    var shifts = new byte[Byte.MAX_VALUE + 1];
    Arrays.fill(shifts, (byte) MARK_BYTES.length);
    for (int i = 0; i < MARK_BYTES.length - 1; i++) {
      shifts[MARK_BYTES[i]] = (byte) (MARK_BYTES.length - 1 - i);
    }
    return shifts;
  }
}
