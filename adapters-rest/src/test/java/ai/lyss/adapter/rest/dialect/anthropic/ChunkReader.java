package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.golden.GoldenCitation;
import ai.lyss.domain.json.JsonTree;

/** Reads chunks of an answer from JSON, as golden files have them. */
final class ChunkReader {

  private ChunkReader() {}

  static ChatChunk read(JsonTree chunk) {
    var kind = chunk.children().getFirst();
    var place = chunk.get("choice");
    int choice = place == null ? 0 : place.whole().intValue();
    return switch (kind.name()) {
      case "started" -> new ChatChunk.Started(kind.textOf("id"), kind.textOf("model"));
      case "text" -> new ChatChunk.Text(choice, kind.chars());
      case "reasoning" -> new ChatChunk.Reasoning(choice, kind.chars());
      case "signed" -> new ChatChunk.ReasoningSigned(choice, signature(kind));
      case "sealed" -> new ChatChunk.SealedReasoning(choice, signature(kind));
      case "refusal" -> new ChatChunk.Refusal(choice, kind.chars());
      case "call" -> call(chunk, choice, kind.whole().intValue());
      case "image" -> new ChatChunk.ImageMade(choice, kind.text(), chunk.textOf("base64"));
      case "cited" -> new ChatChunk.Cited(choice, GoldenCitation.read(kind));
      case "finished" ->
          new ChatChunk.Finished(
              choice, FinishReason.valueOf(kind.text()), chunk.textOf("stopSequence"), null);
      case "usage" ->
          new ChatChunk.UsageReported(
              new TokenUsage(
                  count(kind, "input"),
                  count(kind, "output"),
                  count(kind, "cached"),
                  count(kind, "cacheWrite"),
                  count(kind, "reasoning")));
      default -> throw new IllegalArgumentException(kind.name() + ": no chunk");
    };
  }

  private static ChatChunk call(JsonTree chunk, int choice, int call) {
    var arguments = chunk.get("arguments");
    if (arguments != null) {
      return new ChatChunk.CallArguments(choice, call, arguments.chars());
    }
    var signature = chunk.get("signature");
    return new ChatChunk.CallStarted(
        choice,
        call,
        chunk.textOf("id"),
        chunk.textOf("name"),
        signature == null ? null : signature(signature));
  }

  private static ThoughtSignature signature(JsonTree signature) {
    var value = signature.children().getFirst();
    return new ThoughtSignature(ThoughtSignature.Issuer.valueOf(value.name()), value.text());
  }

  private static Long count(JsonTree usage, String name) {
    var count = usage.get(name);
    return count == null ? null : count.whole();
  }
}
