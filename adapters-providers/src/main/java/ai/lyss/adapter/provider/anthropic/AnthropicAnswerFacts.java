package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer whose bytes go on as they are, gathered from its JSON
 * texts: one for a whole answer, one an event for a stream. Not thread-safe.
 */
final class AnthropicAnswerFacts implements AnswerFacts {

  private static final byte[] TYPE = key("type");
  private static final byte[] MESSAGE = key("message");
  private static final byte[] CONTENT = key("content");
  private static final byte[] BLOCK = key("content_block");
  private static final byte[] DELTA = key("delta");
  private static final byte[] USAGE = key("usage");
  private static final byte[] STOP_REASON = key("stop_reason");
  private static final byte[] ERROR = key("error");
  private static final byte[] TEXT = key("text");
  private static final byte[] THINKING = key("thinking");
  private static final byte[] PARTIAL_JSON = key("partial_json");
  private static final byte[] NAME = key("name");
  private static final byte[] INPUT = key("input");
  private static final byte[] DATA = key("data");
  private static final byte[] ERROR_TYPE = key("\"error\"");
  private static final byte[] START_TYPE = key("\"message_start\"");
  private static final byte[] STOP_TYPE = key("\"message_stop\"");
  private static final int QUOTES = 2;

  private final AnthropicUsage usage = new AnthropicUsage();
  private final GeneratedText.@Nullable Collector kept;
  private byte[] in = {};
  private @Nullable FinishReason finish;
  private @Nullable String fault;
  private @Nullable JsonSpan type;
  private boolean errorGiven;
  private boolean contentGiven;
  private boolean contentListed;
  private long bytes;

  AnthropicAnswerFacts(AnswerText wanted) {
    this.kept =
        switch (wanted) {
          case KEPT -> new GeneratedText.Collector();
          case DROPPED -> null;
        };
  }

  /** Reads one JSON text, which must be an object and nothing else. */
  void read(byte[] text, int from, int to) {
    in = text;
    type = null;
    errorGiven = contentGiven = contentListed = false;
    var json = new JsonCursor(text, from, to);
    message(json, false);
    json.atEnd();
    fault = json.fault();
    errorGiven |= is(ERROR_TYPE);
  }

  /** The fields of an event, and of the message that is the whole answer or within its start. */
  private void message(JsonCursor json, boolean within) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (!within && json.keyIs(TYPE)) {
        json.skipValue();
        type = json.span();
      } else if (json.keyIs(DELTA) && kind == JsonKind.OBJECT) {
        block(json);
      } else if (json.keyIs(BLOCK) && kind == JsonKind.OBJECT) {
        block(json);
      } else if (json.keyIs(CONTENT) && kind == JsonKind.ARRAY) {
        blocks(json);
      } else if (json.keyIs(MESSAGE) && kind == JsonKind.OBJECT && !within) {
        message(json, true);
      } else if (json.keyIs(USAGE)) {
        usage(json, within);
      } else if (json.keyIs(STOP_REASON)) {
        stopReason(json, kind);
      } else if (json.keyIs(ERROR)) {
        errorGiven |= kind != JsonKind.NULL;
        json.skipValue();
      } else {
        json.skipValue();
      }
    }
  }

  private void usage(JsonCursor json, boolean atStart) {
    if (atStart) {
      usage.readStart(json);
    } else {
      usage.read(json);
    }
  }

  private void blocks(JsonCursor json) {
    contentListed = true;
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        block(json);
      } else {
        json.skipValue();
      }
    }
  }

  /** A block or a delta: its texts are content, and so is that a tool is called. */
  private void block(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (json.keyIs(TEXT) || json.keyIs(THINKING) || json.keyIs(PARTIAL_JSON)) {
        said(json, kind);
      } else if (json.keyIs(NAME) || json.keyIs(DATA)) {
        contentGiven = true;
        said(json, kind);
      } else if (json.keyIs(INPUT) && kind == JsonKind.OBJECT) {
        json.skipValue();
        bytes += size(json.span());
      } else if (json.keyIs(STOP_REASON)) {
        stopReason(json, kind);
      } else {
        json.skipValue();
      }
    }
  }

  private void said(JsonCursor json, JsonKind kind) {
    if (!json.skipValue() || kind != JsonKind.STRING || size(json.span()) == 0) {
      return;
    }
    contentGiven = true;
    bytes += size(json.span());
    if (kept != null) {
      kept.add(0, in, json.span().start() + 1, json.span().end() - 1);
    }
  }

  private static int size(JsonSpan span) {
    return span.end() - span.start() - QUOTES;
  }

  private void stopReason(JsonCursor json, JsonKind kind) {
    if (kind != JsonKind.STRING) {
      json.skipValue();
      return;
    }
    var word = json.string();
    contentGiven = true;
    finish = word == null ? null : AnthropicResponseTranslator.reason(word, true);
  }

  private boolean is(byte[] name) {
    return type != null && Arrays.equals(in, type.start(), type.end(), name, 0, name.length);
  }

  /** Returns what was wrong with the text read last; null when it was well-formed. */
  @Nullable String fault() {
    return fault;
  }

  /** Tells whether the text read last reports an error. */
  boolean errorGiven() {
    return errorGiven;
  }

  /** Tells whether the text read last holds content, a call of a tool or a stop reason. */
  boolean contentGiven() {
    return contentGiven;
  }

  /** Tells whether the text read last has a list of blocks. */
  boolean contentListed() {
    return contentListed;
  }

  /** Tells whether the event read last starts the message. */
  boolean isStart() {
    return is(START_TYPE);
  }

  /** Tells whether the event read last is the terminator. */
  boolean isStop() {
    return is(STOP_TYPE);
  }

  @Override
  public TokenUsage usage() {
    return usage.soFar();
  }

  @Override
  public @Nullable FinishReason finish() {
    return finish;
  }

  @Override
  public long contentBytes() {
    return bytes;
  }

  @Override
  public @Nullable GeneratedText text() {
    return kept == null ? null : kept.soFar();
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
