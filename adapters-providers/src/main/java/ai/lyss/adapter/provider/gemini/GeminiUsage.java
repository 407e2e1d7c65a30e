package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Usage as Gemini tells it: the prompt with what was cached of it, candidates without thoughts,
 * what tools of Google's read beside the prompt, and their total. Counts of nothing are left out,
 * as Google's JSON does with zeros, so that the total tells which of them is missing.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#UsageMetadata">UsageMetadata</a>
 */
final class GeminiUsage {

  private static final byte[] PROMPT = key("promptTokenCount");
  private static final byte[] CACHED = key("cachedContentTokenCount");
  private static final byte[] CANDIDATES = key("candidatesTokenCount");
  private static final byte[] THOUGHTS = key("thoughtsTokenCount");
  private static final byte[] TOOL_USE = key("toolUsePromptTokenCount");
  private static final byte[] TOTAL = key("totalTokenCount");

  private @Nullable Long prompt;
  private @Nullable Long cached;
  private @Nullable Long candidates;
  private @Nullable Long thoughts;
  private @Nullable Long toolUse;
  private @Nullable Long total;

  private GeminiUsage() {}

  /** Returns the usage of the object that comes next. */
  static TokenUsage read(JsonCursor json) {
    var usage = new GeminiUsage();
    usage.object(json);
    return usage.told();
  }

  private void object(JsonCursor json) {
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(PROMPT)) {
        prompt = count(json);
      } else if (json.keyIs(CANDIDATES)) {
        candidates = count(json);
      } else if (json.keyIs(THOUGHTS)) {
        thoughts = count(json);
      } else if (json.keyIs(CACHED)) {
        cached = count(json);
      } else if (json.keyIs(TOOL_USE)) {
        toolUse = count(json);
      } else if (json.keyIs(TOTAL)) {
        total = count(json);
      } else {
        json.skipValue();
      }
    }
  }

  private static @Nullable Long count(JsonCursor json) {
    if (json.peek() != JsonKind.NUMBER) {
      json.skipValue();
      return null;
    }
    var count = json.wholeNumber();
    return count == null || count < 0 ? null : count;
  }

  private TokenUsage told() {
    var input = sum(prompt, toolUse);
    var output = sum(candidates, thoughts);
    if (output == null && input != null && total != null && total >= input) {
      output = total - input;
    }
    return new TokenUsage(input, output, cached, null, thoughts);
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Long.valueOf(one + other);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
