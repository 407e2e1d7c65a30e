package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway wants to know of an answer that it passes through: usage, an error, the end. One
 * object an answer, which may read several events; not thread-safe.
 *
 * <p>Usage is {@code usage} with {@code input_tokens} and {@code output_tokens} (images, sounds),
 * {@code prompt_tokens} and {@code completion_tokens}, or {@code total_tokens} alone (rerankers),
 * or {@code meta.tokens} as Cohere's kin give it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/images/object">images</a>
 * @see <a href="https://docs.cohere.com/reference/rerank">rerank</a>
 */
final class OpenAiPassThroughFacts {

  private static final byte[] ERROR = key("error");
  private static final byte[] TYPE = key("type");
  private static final byte[] USAGE = key("usage");
  private static final byte[] META = key("meta");
  private static final byte[] TOKENS = key("tokens");
  private static final byte[] INPUT = key("input_tokens");
  private static final byte[] PROMPT = key("prompt_tokens");
  private static final byte[] OUTPUT = key("output_tokens");
  private static final byte[] COMPLETION = key("completion_tokens");
  private static final byte[] TOTAL = key("total_tokens");
  private static final byte[] INPUT_DETAILS = key("input_tokens_details");
  private static final byte[] CACHED = key("cached_tokens");

  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable String fault;
  private boolean errorGiven;
  private boolean finished;

  /** Reads a whole body, or the data of an event. A list has nothing in it that is looked for. */
  void read(byte[] in, int from, int to) {
    var json = new JsonCursor(in, from, to);
    if (json.peek() == JsonKind.ARRAY) {
      json.skipValue();
    } else {
      json.enterObject();
      while (json.nextField()) {
        field(json);
      }
    }
    json.atEnd();
    fault = json.fault();
  }

  private void field(JsonCursor json) {
    var kind = json.peek();
    if (json.keyIs(USAGE) && kind == JsonKind.OBJECT) {
      usage = usage.updatedBy(usage(json));
    } else if (json.keyIs(META) && kind == JsonKind.OBJECT) {
      meta(json);
    } else if (json.keyIs(TYPE) && kind == JsonKind.STRING) {
      var type = json.string();
      errorGiven |= "error".equals(type);
      finished |= type != null && (type.endsWith(".completed") || type.endsWith(".done"));
    } else {
      errorGiven |= json.keyIs(ERROR) && kind != JsonKind.NULL;
      json.skipValue();
    }
  }

  private void meta(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(TOKENS) && json.peek() == JsonKind.OBJECT) {
        usage = usage(json).updatedBy(usage);
      } else {
        json.skipValue();
      }
    }
  }

  private static TokenUsage usage(JsonCursor json) {
    Long input = null;
    Long output = null;
    Long total = null;
    Long cached = null;
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(INPUT) || json.keyIs(PROMPT)) {
        input = count(json);
      } else if (json.keyIs(OUTPUT) || json.keyIs(COMPLETION)) {
        output = count(json);
      } else if (json.keyIs(TOTAL)) {
        total = count(json);
      } else if (json.keyIs(INPUT_DETAILS) && json.peek() == JsonKind.OBJECT) {
        cached = cached(json);
      } else {
        json.skipValue();
      }
    }
    return new TokenUsage(
        input == null && output == null ? total : input, output, cached, null, null);
  }

  private static @Nullable Long cached(JsonCursor json) {
    Long cached = null;
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(CACHED)) {
        cached = count(json);
      } else {
        json.skipValue();
      }
    }
    return cached;
  }

  private static @Nullable Long count(JsonCursor json) {
    if (json.peek() != JsonKind.NUMBER) {
      json.skipValue();
      return null;
    }
    var count = json.wholeNumber();
    return count == null || count < 0 ? null : count;
  }

  /** Returns what is wrong with the JSON read last; null when nothing is. */
  @Nullable String fault() {
    return fault;
  }

  /** Tells whether an error was reported. */
  boolean errorGiven() {
    return errorGiven;
  }

  /** Tells whether an event came that ends a stream, or one of its images. */
  boolean finished() {
    return finished;
  }

  /** Returns the usage reported so far. */
  TokenUsage usage() {
    return usage;
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
