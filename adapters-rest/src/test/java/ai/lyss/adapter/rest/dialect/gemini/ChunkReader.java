package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.golden.GoldenCitation;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;

/** Reads chunks from the JSON that golden files have for them. */
final class ChunkReader {

  private ChunkReader() {}

  static ChatChunk read(JsonTree item) {
    var first = item.children().getFirst();
    var at = item.get("choice");
    int choice = at == null ? 0 : at.whole().intValue();
    return switch (first.name()) {
      case "started" -> new ChatChunk.Started(first.textOf("id"), first.textOf("model"));
      case "text" -> new ChatChunk.Text(choice, JsonChars.of(first.text()));
      case "reasoning" -> new ChatChunk.Reasoning(choice, JsonChars.of(first.text()));
      case "refusal" -> new ChatChunk.Refusal(choice, JsonChars.of(first.text()));
      case "signed" -> new ChatChunk.ReasoningSigned(choice, signature(first));
      case "sealed" -> new ChatChunk.SealedReasoning(choice, signature(first));
      case "call" -> {
        int call = first.whole().intValue();
        var more = item.textOf("arguments");
        yield more != null
            ? new ChatChunk.CallArguments(choice, call, JsonChars.of(more))
            : new ChatChunk.CallStarted(
                choice,
                call,
                item.textOf("id"),
                item.textOf("name"),
                signature(item.get("signature")));
      }
      case "image" -> new ChatChunk.ImageMade(choice, first.text(), item.textOf("base64"));
      case "cited" -> new ChatChunk.Cited(choice, GoldenCitation.read(first));
      case "logprobs" -> new ChatChunk.Logprobs(choice, first.raw());
      case "finished" ->
          new ChatChunk.Finished(
              choice, FinishReason.valueOf(first.text()), null, item.textOf("vendorReason"));
      case "usage" ->
          new ChatChunk.UsageReported(
              new TokenUsage(
                  count(first, "input"),
                  count(first, "output"),
                  count(first, "cached"),
                  count(first, "cacheWrite"),
                  count(first, "reasoning")));
      default -> throw new IllegalArgumentException(item.raw().text());
    };
  }

  private static ThoughtSignature signature(JsonTree from) {
    if (from == null) {
      return null;
    }
    var only = from.children().getFirst();
    return new ThoughtSignature(ThoughtSignature.Issuer.valueOf(only.name()), only.text());
  }

  private static Long count(JsonTree from, String name) {
    var value = from.get(name);
    return value == null ? null : value.whole();
  }
}
