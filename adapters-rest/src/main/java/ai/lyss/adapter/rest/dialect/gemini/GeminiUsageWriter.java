package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonOut;

/** Writes usage in Gemini's form, thoughts beside the candidates; nothing where nobody counted. */
final class GeminiUsageWriter {

  private GeminiUsageWriter() {}

  /** Writes the member, if input or output is known. */
  static void write(TokenUsage usage, JsonOut out) {
    var input = usage.input();
    var output = usage.output();
    if (input == null && output == null) {
      return;
    }
    long prompt = input == null ? 0 : input;
    long answer = output == null ? 0 : output;
    out.name("usageMetadata").object().name("promptTokenCount").number(prompt);
    var cached = usage.cached();
    if (cached != null) {
      out.name("cachedContentTokenCount").number(cached);
    }
    var reasoning = usage.reasoning();
    long thoughts = reasoning == null ? 0 : Math.min(reasoning, answer);
    out.name("candidatesTokenCount").number(answer - thoughts);
    if (reasoning != null) {
      out.name("thoughtsTokenCount").number(thoughts);
    }
    out.name("totalTokenCount").number(prompt + answer).endObject();
  }
}
