package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a usage object: {@code prompt_tokens} with cached and cache-write tokens in it, {@code
 * completion_tokens} with reasoning in it; also DeepSeek's {@code prompt_cache_hit_tokens}. What is
 * missing, null or no whole number stays unknown.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">the chat completion
 *     object</a>
 */
final class OpenAiUsage {

  private static final byte[] PROMPT = key("prompt_tokens");
  private static final byte[] COMPLETION = key("completion_tokens");
  private static final byte[] PROMPT_DETAILS = key("prompt_tokens_details");
  private static final byte[] COMPLETION_DETAILS = key("completion_tokens_details");
  private static final byte[] CACHED = key("cached_tokens");
  private static final byte[] CACHE_HIT = key("prompt_cache_hit_tokens");
  private static final byte[] CACHE_WRITE = key("cache_write_tokens");
  private static final byte[] REASONING = key("reasoning_tokens");

  private @Nullable Long input;
  private @Nullable Long output;
  private @Nullable Long cached;
  private @Nullable Long cacheWrite;
  private @Nullable Long reasoning;

  private OpenAiUsage() {}

  /** Returns the usage of the object that comes next. */
  static TokenUsage read(JsonCursor json) {
    var usage = new OpenAiUsage();
    usage.object(json);
    return new TokenUsage(
        usage.input, usage.output, usage.cached, usage.cacheWrite, usage.reasoning);
  }

  private void object(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(PROMPT)) {
        input = count(json);
      } else if (json.keyIs(COMPLETION)) {
        output = count(json);
      } else if (json.keyIs(CACHED) || json.keyIs(CACHE_HIT)) {
        cached = count(json);
      } else if (json.keyIs(CACHE_WRITE)) {
        cacheWrite = count(json);
      } else if (json.keyIs(REASONING)) {
        reasoning = count(json);
      } else if (isDetails(json)) {
        object(json);
      } else {
        json.skipValue();
      }
    }
  }

  private static boolean isDetails(JsonCursor json) {
    return (json.keyIs(PROMPT_DETAILS) || json.keyIs(COMPLETION_DETAILS))
        && json.peek() == JsonKind.OBJECT;
  }

  private static @Nullable Long count(JsonCursor json) {
    if (json.peek() != JsonKind.NUMBER) {
      json.skipValue();
      return null;
    }
    var count = json.wholeNumber();
    return count == null || count < 0 ? null : count;
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
