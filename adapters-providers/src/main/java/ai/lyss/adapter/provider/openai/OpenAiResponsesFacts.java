package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer of the Responses API, gathered from its JSON texts:
 * one for a whole answer, one an event for a stream. One object an attempt; not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">Streaming
 *     events</a>
 */
final class OpenAiResponsesFacts implements AnswerFacts {

  private static final byte[] TYPE = key("type");
  private static final byte[] DELTA = key("delta");
  private static final byte[] RESPONSE = key("response");
  private static final byte[] ERROR = key("error");
  private static final byte[] STATUS = key("status");
  private static final byte[] USAGE = key("usage");
  private static final byte[] OUTPUT = key("output");
  private static final byte[] INCOMPLETE = key("incomplete_details");
  private static final byte[] REASON = key("reason");

  private final GeneratedText.@Nullable Collector text;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable FinishReason finish;
  private long contentBytes;

  private @Nullable String fault;
  private String type = "";
  private @Nullable String status;
  private @Nullable String reason;
  private @Nullable JsonSpan error;
  private boolean outputGiven;
  private boolean callGiven;

  OpenAiResponsesFacts(AnswerText wanted) {
    this.text =
        switch (wanted) {
          case KEPT -> new GeneratedText.Collector();
          case DROPPED -> null;
        };
  }

  /** Reads the data of an event. */
  void event(byte[] in, int from, int to) {
    forget();
    JsonSpan delta = null;
    var json = new JsonCursor(in, from, to);
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (json.keyIs(TYPE) && kind == JsonKind.STRING) {
        type = String.valueOf(json.string());
      } else if (json.keyIs(RESPONSE) && kind == JsonKind.OBJECT) {
        response(json);
      } else if (json.keyIs(ERROR) && kind == JsonKind.OBJECT) {
        error(json);
      } else {
        boolean isDelta = kind == JsonKind.STRING && json.keyIs(DELTA);
        json.skipValue();
        delta = isDelta ? json.span() : delta;
      }
    }
    json.atEnd();
    fault = json.fault();
    if (delta != null && fault == null) {
      generated(in, delta);
    }
    finished();
  }

  /** Reads an answer that is not streamed. */
  void whole(byte[] in, int from, int to) {
    forget();
    var json = new JsonCursor(in, from, to);
    response(json);
    json.atEnd();
    fault = json.fault();
    finished();
  }

  private void forget() {
    type = "";
    status = reason = null;
    error = null;
  }

  private void response(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      if (json.keyIs(STATUS) && kind == JsonKind.STRING) {
        status = json.string();
      } else if (json.keyIs(USAGE) && kind == JsonKind.OBJECT) {
        usage = usage.updatedBy(usage(json));
      } else if (json.keyIs(ERROR) && kind == JsonKind.OBJECT) {
        error(json);
      } else if (json.keyIs(OUTPUT) && kind == JsonKind.ARRAY) {
        output(json);
      } else if (json.keyIs(INCOMPLETE) && kind == JsonKind.OBJECT) {
        reason = text(json, REASON);
      } else {
        json.skipValue();
      }
    }
  }

  private void error(JsonCursor json) {
    if (json.skipValue()) {
      error = json.span();
    }
  }

  private void output(JsonCursor json) {
    outputGiven = true;
    int start = json.offset();
    json.enterArray();
    while (json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        var item = text(json, TYPE);
        callGiven |= "function_call".equals(item) || "custom_tool_call".equals(item);
      } else {
        json.skipValue();
      }
    }
    contentBytes = Math.max(contentBytes, json.offset() - start - 2L);
  }

  /** Steps over an object; returns the text of one of its members, null when it has none. */
  private static @Nullable String text(JsonCursor json, byte[] member) {
    String found = null;
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(member) && json.peek() == JsonKind.STRING) {
        found = json.string();
      } else {
        json.skipValue();
      }
    }
    return found;
  }

  private void generated(byte[] in, JsonSpan delta) {
    int from = delta.start() + 1;
    int to = delta.end() - 1;
    contentBytes += to - from;
    if (text != null) {
      text.add(0, in, from, to);
    }
  }

  private void finished() {
    if ("incomplete".equals(status)) {
      finish = "content_filter".equals(reason) ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH;
    } else if ("completed".equals(status)) {
      finish = callGiven ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
  }

  /** Names differ from those of chats; what is missing or no whole number stays unknown. */
  private static TokenUsage usage(JsonCursor json) {
    var found = TokenUsage.UNKNOWN;
    json.enterObject();
    while (json.nextField()) {
      if (json.peek() == JsonKind.OBJECT) {
        found = found.updatedBy(usage(json));
      } else if (json.peek() == JsonKind.NUMBER) {
        var name = json.key();
        var count = json.wholeNumber();
        found = count == null || count < 0 ? found : found.updatedBy(counted(name, count));
      } else {
        json.skipValue();
      }
    }
    return found;
  }

  private static TokenUsage counted(String name, Long count) {
    return switch (name) {
      case "input_tokens" -> new TokenUsage(count, null, null, null, null);
      case "output_tokens" -> new TokenUsage(null, count, null, null, null);
      case "cached_tokens" -> new TokenUsage(null, null, count, null, null);
      case "cache_write_tokens" -> new TokenUsage(null, null, null, count, null);
      case "reasoning_tokens" -> new TokenUsage(null, null, null, null, count);
      default -> TokenUsage.UNKNOWN;
    };
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what was wrong with the text read last; null when it was well-formed. */
  @Nullable String fault() {
    return fault;
  }

  /** Returns the type of the event read last; empty when it has none. */
  String type() {
    return type;
  }

  /** Returns the status of the response in the text read last; null when there is none. */
  @Nullable String status() {
    return status;
  }

  /** Returns where the error of the text read last stands; null when it has none. */
  @Nullable JsonSpan error() {
    return error;
  }

  /** Tells whether any text so far had output, be it an empty list. */
  boolean outputGiven() {
    return outputGiven;
  }

  @Override
  public TokenUsage usage() {
    return usage;
  }

  @Override
  public @Nullable FinishReason finish() {
    return finish;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public @Nullable GeneratedText text() {
    return text == null ? null : text.soFar();
  }
}
