package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The generated text of an answer: measured, and kept where somebody can count it. Whatever a
 * message or delta holds beside its role is content, under whatever name; its strings are text, and
 * so are the names and arguments of calls. One object an attempt; not thread-safe.
 */
final class OpenAiAnswerText {

  private static final byte[] CONTENT = key("content");
  private static final byte[] ROLE = key("role");
  private static final byte[] TOOL_CALLS = key("tool_calls");
  private static final byte[] FUNCTION_CALL = key("function_call");
  private static final byte[] FUNCTION = key("function");
  private static final byte[] REASONING = key("reasoning");
  private static final byte[] REASONING_CONTENT = key("reasoning_content");
  private static final int QUOTES = 2;
  private static final int MOST_INDEX = 255;

  private final GeneratedText.@Nullable Collector kept;
  private byte[] in = {};
  private int choice;
  private long bytes;
  private boolean given;

  OpenAiAnswerText(AnswerText wanted) {
    this.kept =
        switch (wanted) {
          case KEPT -> new GeneratedText.Collector();
          case DROPPED -> null;
        };
  }

  /** Reads the message or delta that comes next; tells whether it holds content. */
  boolean message(byte[] text, JsonCursor json, int ofChoice) {
    in = text;
    choice = ofChoice;
    given = false;
    boolean reasoned = false;
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (json.keyIs(CONTENT)) { // nearly always
        content(json, kind);
      } else if (kind == JsonKind.ARRAY && json.keyIs(TOOL_CALLS)) {
        calls(json);
      } else if (kind == JsonKind.OBJECT && json.keyIs(FUNCTION_CALL)) {
        function(json);
      } else if (json.keyIs(REASONING) || json.keyIs(REASONING_CONTENT)) {
        reasoned = json.skipValue() && reasoning(json.span(), kind, reasoned);
      } else {
        unnamed(json, kind);
      }
    }
    return given;
  }

  private void content(JsonCursor json, JsonKind kind) {
    if (json.skipValue()) {
      generated(json.span(), kind);
    }
  }

  /** A refusal, audio, whatever is to come. */
  private void unnamed(JsonCursor json, JsonKind kind) {
    if (json.keyIs(ROLE)) {
      json.skipValue();
    } else {
      content(json, kind);
    }
  }

  /** Some vendors send reasoning under both names: it counts once. */
  private boolean reasoning(JsonSpan span, JsonKind kind, boolean before) {
    if (!before) {
      generated(span, kind);
    }
    return before || (kind == JsonKind.STRING && span.end() - span.start() > QUOTES);
  }

  private void generated(JsonSpan span, JsonKind kind) {
    boolean holds = kind == JsonKind.STRING || kind == JsonKind.ARRAY || kind == JsonKind.OBJECT;
    int size = span.end() - span.start() - QUOTES;
    if (!holds || size <= 0) {
      return;
    }
    given = true;
    bytes += size;
    if (kept != null && kind == JsonKind.STRING) {
      kept.add(choice, in, span.start() + 1, span.end() - 1);
    }
  }

  private void calls(JsonCursor json) {
    json.enterArray();
    while (json.nextElement()) {
      given = true;
      if (json.peek() == JsonKind.OBJECT) {
        call(json);
      } else {
        json.skipValue();
      }
    }
  }

  private void call(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(FUNCTION) && json.peek() == JsonKind.OBJECT) {
        function(json);
      } else {
        json.skipValue();
      }
    }
  }

  /** A function's name and arguments, in the order they come. */
  private void function(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      given = true;
      var kind = json.peek();
      if (json.skipValue() && kind == JsonKind.STRING) {
        generated(json.span(), kind);
      }
    }
  }

  /** Returns a choice's index; what is none of 0 to 255 is taken for 0. */
  static int index(byte[] in, JsonSpan span) {
    int value = 0;
    for (int i = span.start(); i < span.end(); i++) {
      value = value * 10 + in[i] - '0';
      if (in[i] < '0' || in[i] > '9' || value > MOST_INDEX) {
        return 0;
      }
    }
    return value;
  }

  /** Returns how many bytes of text came, kept or not. */
  long bytes() {
    return bytes;
  }

  /** Counts text that was not read as JSON. */
  void addUnread(long more) {
    bytes += more;
  }

  /** Returns the text so far; null when it is not kept. */
  @Nullable GeneratedText soFar() {
    return kept == null ? null : kept.soFar();
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
