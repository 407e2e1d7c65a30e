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
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer, gathered from its JSON texts: one for a whole
 * answer, one a chunk for a stream. Usage is cumulative, so that the last one told is the one that
 * holds. One object an attempt; not thread-safe.
 */
final class OpenAiAnswerFacts implements AnswerFacts {

  private static final byte[] CHOICES = key("choices");
  private static final byte[] USAGE = key("usage");
  private static final byte[] ERROR = key("error");
  private static final byte[] X_GROQ = key("x_groq");
  private static final byte[] OBJECT = key("object");
  private static final byte[] MESSAGE = key("message");
  private static final byte[] DELTA = key("delta");
  private static final byte[] FINISH_REASON = key("finish_reason");
  private static final byte[] INDEX = key("index");
  private static final byte[] ERROR_OBJECT = key("\"error\"");

  /** Reasons that are the vendor's own failure: OpenRouter and Mistral, Zhipu, DeepSeek. */
  private static final Set<String> VENDOR_FAILED =
      Set.of("error", "network_error", "insufficient_system_resource");

  private final OpenAiAnswerText text;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable FinishReason finish;

  private @Nullable String fault;
  private boolean choicesGiven;
  private boolean choicesFilled;
  private boolean usageGiven;
  private boolean errorGiven;
  private boolean contentGiven;
  private boolean finishFailed;

  OpenAiAnswerFacts(AnswerText wanted) {
    this.text = new OpenAiAnswerText(wanted);
  }

  /** Reads one JSON text, which must be an object and nothing else. */
  void read(byte[] in, int from, int to) {
    choicesGiven = choicesFilled = usageGiven = errorGiven = contentGiven = finishFailed = false;
    var json = new JsonCursor(in, from, to);
    boolean messageGiven = false;
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(CHOICES)) {
        choices(in, json);
      } else if (json.keyIs(USAGE)) {
        usage(json);
      } else if (json.keyIs(ERROR)) {
        error(json);
      } else if (json.keyIs(X_GROQ)) {
        groq(json);
      } else if (json.keyIs(OBJECT)) {
        json.skipValue();
        errorGiven |= is(in, json.span(), ERROR_OBJECT);
      } else {
        messageGiven |= json.keyIs(MESSAGE) && json.peek() == JsonKind.STRING;
        json.skipValue();
      }
    }
    json.atEnd();
    fault = json.fault();
    errorGiven |= messageGiven && !choicesGiven;
  }

  private void choices(byte[] in, JsonCursor json) {
    choicesGiven = true;
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    while (json.nextElement()) {
      choicesFilled = true;
      choice(in, json);
    }
  }

  private void choice(byte[] in, JsonCursor json) {
    int index = 0;
    json.enterObject();
    while (json.nextField()) {
      if ((json.keyIs(DELTA) || json.keyIs(MESSAGE)) && json.peek() == JsonKind.OBJECT) {
        contentGiven |= text.message(in, json, index);
      } else if (json.keyIs(INDEX)) {
        json.skipValue();
        index = OpenAiAnswerText.index(in, json.span());
      } else if (json.keyIs(FINISH_REASON) && json.peek() == JsonKind.STRING) {
        finish(json.string());
      } else {
        json.skipValue();
      }
    }
  }

  private void finish(@Nullable String reason) {
    if (reason == null || reason.isEmpty()) {
      return;
    }
    contentGiven = true;
    finishFailed |= isFailure(reason);
    finish = meaning(reason);
  }

  /** Tells whether a finish reason is the vendor's own failure. */
  static boolean isFailure(String reason) {
    return VENDOR_FAILED.contains(reason);
  }

  /** Returns what a finish reason comes to. */
  static FinishReason meaning(String reason) {
    return switch (reason) {
      case "stop", "eos", "end_turn" -> FinishReason.STOP;
      case "length", "max_tokens" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private void usage(JsonCursor json) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    usageGiven = true;
    var told = OpenAiUsage.read(json);
    if (told.input() != null || told.output() != null) {
      usage = told;
    }
  }

  private void error(JsonCursor json) {
    errorGiven |= json.peek() != JsonKind.NULL;
    json.skipValue();
  }

  private void groq(JsonCursor json) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(USAGE)) {
        usage(json);
      } else if (json.keyIs(ERROR)) {
        error(json);
      } else {
        json.skipValue();
      }
    }
  }

  private static boolean is(byte[] in, JsonSpan span, byte[] text) {
    return Arrays.equals(in, span.start(), span.end(), text, 0, text.length);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what was wrong with the text read last; null when it was well-formed. */
  @Nullable String fault() {
    return fault;
  }

  /** Tells whether the text read last reports an error. */
  boolean errorGiven() {
    return errorGiven;
  }

  /** Tells whether the text read last has choices at all, be it an empty list. */
  boolean choicesGiven() {
    return choicesGiven;
  }

  /** Tells whether the text read last holds content, a tool call or a finish. */
  boolean contentGiven() {
    return contentGiven;
  }

  /** Tells whether the text read last is nothing but a report of usage. */
  boolean usageOnly() {
    return usageGiven && !choicesFilled;
  }

  /** Tells whether the text read last names a failure of the vendor as its finish reason. */
  boolean finishFailed() {
    return finishFailed;
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
  public @Nullable GeneratedText text() {
    return text.soFar();
  }

  @Override
  public long contentBytes() {
    return text.bytes();
  }

  /** Counts content that was not read as JSON. */
  void addContentBytes(long bytes) {
    text.addUnread(bytes);
  }
}
