package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonOut;

/** Writes usage in OpenAI's form; nothing at all where nobody counted. */
final class OpenAiUsageWriter {

  private OpenAiUsageWriter() {}

  /** Writes the object, or null when neither input nor output is known. */
  static void write(TokenUsage usage, JsonOut out) {
    var input = usage.input();
    var output = usage.output();
    if (input == null && output == null) {
      out.none();
      return;
    }
    long prompt = input == null ? 0 : input;
    long completion = output == null ? 0 : output;
    out.object().name("prompt_tokens").number(prompt);
    out.name("completion_tokens").number(completion);
    out.name("total_tokens").number(prompt + completion);
    var cached = usage.cached();
    var written = usage.cacheWrite();
    if (cached != null || written != null) {
      out.name("prompt_tokens_details").object();
      if (cached != null) {
        out.name("cached_tokens").number(cached);
      }
      if (written != null) {
        out.name("cache_write_tokens").number(written);
      }
      out.endObject();
    }
    var reasoning = usage.reasoning();
    if (reasoning != null) {
      out.name("completion_tokens_details").object();
      out.name("reasoning_tokens").number(reasoning).endObject();
    }
    out.endObject();
  }
}
