package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as the vendor reports them, gathered over the events of an answer. {@code input_tokens}
 * leaves out what was read from and written to the prompt cache, so that input is their sum. Counts
 * are cumulative: a later one replaces an earlier one, and one that is missing or null leaves it.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Usage</a>
 */
final class AnthropicUsage {

  private static final byte[] INPUT = key("input_tokens");
  private static final byte[] CACHE_READ = key("cache_read_input_tokens");
  private static final byte[] CACHE_WRITE = key("cache_creation_input_tokens");
  private static final byte[] OUTPUT = key("output_tokens");
  private static final byte[] OUTPUT_DETAILS = key("output_tokens_details");
  private static final byte[] THINKING = key("thinking_tokens");

  private @Nullable Long input;
  private @Nullable Long cacheRead;
  private @Nullable Long cacheWrite;
  private @Nullable Long output;
  private @Nullable Long thinking;

  /** Reads the report at the start of a stream, whose output is a placeholder. */
  void readStart(JsonCursor json) {
    var before = output;
    read(json);
    output = before;
  }

  /** Reads the report that comes next. */
  void read(JsonCursor json) {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(INPUT)) {
        input = count(json, input);
      } else if (json.keyIs(CACHE_READ)) {
        cacheRead = count(json, cacheRead);
      } else if (json.keyIs(CACHE_WRITE)) {
        cacheWrite = count(json, cacheWrite);
      } else if (json.keyIs(OUTPUT)) {
        output = count(json, output);
      } else if (json.keyIs(OUTPUT_DETAILS) && json.peek() == JsonKind.OBJECT) {
        details(json);
      } else {
        json.skipValue();
      }
    }
  }

  private void details(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(THINKING)) {
        thinking = count(json, thinking);
      } else {
        json.skipValue();
      }
    }
  }

  private static @Nullable Long count(JsonCursor json, @Nullable Long before) {
    if (json.peek() != JsonKind.NUMBER) {
      json.skipValue();
      return before;
    }
    var count = json.wholeNumber();
    return count == null || count < 0 ? before : count;
  }

  /** Returns what was reported so far. */
  TokenUsage soFar() {
    return new TokenUsage(sum(), output, cacheRead, cacheWrite, thinking);
  }

  private @Nullable Long sum() {
    if (input == null) {
      return null;
    }
    long read = cacheRead == null ? 0 : cacheRead;
    long written = cacheWrite == null ? 0 : cacheWrite;
    return input + read + written;
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
