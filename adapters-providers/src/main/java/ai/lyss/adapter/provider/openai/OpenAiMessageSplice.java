package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonMembers.Member;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the messages of a body to a vendor: the role {@code developer}, and the reasoning that comes
 * back with an assistant's messages. Content is never touched.
 *
 * <p>A vendor that {@linkplain Trait#NEEDS_REASONING needs reasoning} answers 400 to a message with
 * tool calls that lacks it, as one does that another vendor wrote. Reasoning that stands under the
 * other common name, {@code reasoning}, gets this one; where there is none a blank stands for it,
 * because an empty text counts as none.
 */
final class OpenAiMessageSplice {

  private static final String REASONING = "reasoning_content";
  private static final String OTHER_REASONING = "reasoning";
  private static final byte[] SYSTEM = ascii("\"system\"");
  private static final byte[] BLANK = ascii("\" \"");
  private static final byte[] BLANK_REASONING = ascii("\"" + REASONING + "\":\" \",");

  private final byte[] body;
  private final OpenAiQuirks quirks;
  private final JsonSplice splice;
  private final boolean thinks;

  /**
   * Edits of one body.
   *
   * @param thinks whether the model is to reason: if not, no reasoning is needed
   */
  OpenAiMessageSplice(byte[] body, OpenAiQuirks quirks, JsonSplice splice, boolean thinks) {
    this.body = body;
    this.quirks = quirks;
    this.splice = splice;
    this.thinks = thinks;
  }

  /** Adds the edits of an array of messages; returns JSON pointers to what is left out. */
  List<String> fit(JsonSpan messages) {
    var dropped = new ArrayList<String>();
    if (!isNeeded()) {
      return dropped;
    }
    var json = new JsonCursor(body, messages.start(), messages.end());
    json.enterArray();
    for (int i = 0; json.nextElement(); i++) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
      } else if (fit(JsonMembers.read(body, json))) {
        dropped.add("/messages/" + i + "/" + REASONING);
      }
    }
    return dropped;
  }

  private boolean isNeeded() {
    return quirks.has(Trait.NO_DEVELOPER_ROLE)
        || quirks.has(Trait.REFUSES_REASONING)
        || (quirks.has(Trait.NEEDS_REASONING) && thinks);
  }

  /** Tells whether reasoning was left out. */
  private boolean fit(JsonMembers message) {
    var role = message.find("role");
    if (role == null) {
      return false;
    }
    if (quirks.has(Trait.NO_DEVELOPER_ROLE) && message.isText(role, "developer")) {
      splice.replace(role.value(), SYSTEM);
    }
    if (quirks.has(Trait.REFUSES_REASONING) && message.find(REASONING) != null) {
      message.remove(splice, member -> member.name().equals(REASONING));
      return true;
    }
    if (quirks.has(Trait.NEEDS_REASONING) && thinks && callsTools(message, role)) {
      fill(message);
    }
    return false;
  }

  private boolean callsTools(JsonMembers message, Member role) {
    var calls = message.find("tool_calls");
    if (calls == null || calls.kind() != JsonKind.ARRAY || !message.isText(role, "assistant")) {
      return false;
    }
    var json = new JsonCursor(body, calls.value().start(), calls.value().end());
    json.enterArray();
    return json.nextElement();
  }

  private void fill(JsonMembers message) {
    var reasoning = message.find(REASONING);
    if (reasoning != null) {
      if (reasoning.kind() == JsonKind.NULL || message.isText(reasoning, "")) {
        splice.replace(reasoning.value(), BLANK);
      }
      return;
    }
    var other = message.find(OTHER_REASONING);
    if (other != null && other.kind() == JsonKind.STRING && !message.isText(other, "")) {
      JsonMembers.rename(splice, other, REASONING);
    } else {
      splice.replace(JsonSpan.at(message.insertAt()), BLANK_REASONING);
    }
  }

  /** Puts a message of the system before all others. */
  void precede(JsonSpan messages, String text) {
    var message = "{\"role\":\"system\",\"content\":" + quoted(text) + "},";
    splice.replace(JsonSpan.at(messages.start() + 1), message.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    var out = new StringBuilder(text.length() + 32).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
