package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonOut;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage as Anthropic counts it: {@code input_tokens} leaves out what was read from and
 * written to the prompt cache. The dialect demands input and output: a count that nobody gave is 0
 * there, and null wherever null is allowed.
 */
final class AnthropicUsageWriter {

  private AnthropicUsageWriter() {}

  /** Writes the usage of a message. */
  static void write(TokenUsage usage, JsonOut out) {
    out.object();
    counts(usage, out);
    out.name("cache_creation").none().name("server_tool_use").none();
    out.name("service_tier").none().name("inference_geo").none();
    out.name("speed").none();
    out.endObject();
  }

  /** Writes the usage at the end of a stream. */
  static void writeDelta(TokenUsage usage, JsonOut out) {
    out.object();
    counts(usage, out);
    out.name("server_tool_use").none();
    out.endObject();
  }

  private static void counts(TokenUsage usage, JsonOut out) {
    long input = orNone(usage.input());
    long apart = orNone(usage.cached()) + orNone(usage.cacheWrite());
    out.name("input_tokens").number(Math.max(0, input - apart));
    count("cache_creation_input_tokens", usage.cacheWrite(), out);
    count("cache_read_input_tokens", usage.cached(), out);
    out.name("output_tokens").number(orNone(usage.output()));
    out.name("output_tokens_details");
    if (usage.reasoning() == null) {
      out.none();
    } else {
      out.object().name("thinking_tokens").number(usage.reasoning()).endObject();
    }
  }

  private static void count(String name, @Nullable Long count, JsonOut out) {
    out.name(name);
    if (count == null) {
      out.none();
    } else {
      out.number(count);
    }
  }

  private static long orNone(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
