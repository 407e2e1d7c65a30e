package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonOut;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage in the dialect's form: none at all where nobody counted. The dialect has no word for
 * a part of it that nobody counted, and its clients fail without the number: it is zero then.
 */
final class ResponsesUsageWriter {

  private ResponsesUsageWriter() {}

  /** Writes the object, or null when neither input nor output is known. */
  static void write(TokenUsage usage, JsonOut out) {
    var input = usage.input();
    var output = usage.output();
    if (input == null && output == null) {
      out.none();
      return;
    }
    out.object().name("input_tokens").number(count(input));
    out.name("input_tokens_details").object();
    out.name("cached_tokens").number(count(usage.cached()));
    out.name("cache_write_tokens").number(count(usage.cacheWrite())).endObject();
    out.name("output_tokens").number(count(output));
    out.name("output_tokens_details").object();
    out.name("reasoning_tokens").number(count(usage.reasoning())).endObject();
    out.name("total_tokens").number(count(input) + count(output)).endObject();
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
