package ai.lyss.adapter.rest.dialect.golden;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.golden.GoldenCitation;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Reads pieces of an answer from a form that belongs to no dialect, such as {@code {"text":"Bon"}},
 * {@code {"call":0,"id":"c","name":"f"}}, {@code {"call":0,"arguments":"{}"}}, {@code
 * {"signed":{"ANTHROPIC":"s"}}} or {@code {"finished":"STOP"}}.
 */
public final class ChunkLines {

  private ChunkLines() {}

  /** Reads a list of pieces. */
  public static List<ChatChunk> read(JsonArray pieces) {
    return pieces.stream().map(piece -> read((JsonObject) piece)).toList();
  }

  private static ChatChunk read(JsonObject piece) {
    var first = piece.fieldNames().iterator().next();
    return switch (first) {
      case "started" -> {
        var started = piece.getJsonObject("started");
        yield new ChatChunk.Started(started.getString("id"), started.getString("model"));
      }
      case "text" -> new ChatChunk.Text(0, chars(piece, "text"));
      case "reasoning" -> new ChatChunk.Reasoning(0, chars(piece, "reasoning"));
      case "refusal" -> new ChatChunk.Refusal(0, chars(piece, "refusal"));
      case "signed" -> new ChatChunk.ReasoningSigned(0, signature(piece.getJsonObject("signed")));
      case "sealed" -> new ChatChunk.SealedReasoning(0, signature(piece.getJsonObject("sealed")));
      case "call" -> call(piece);
      case "image" -> new ChatChunk.ImageMade(0, piece.getString(first), piece.getString("base64"));
      case "cited" -> {
        var cited = GoldenFile.json(piece.getJsonObject("cited").encode());
        yield new ChatChunk.Cited(0, GoldenCitation.read(cited));
      }
      case "logprobs" ->
          new ChatChunk.Logprobs(0, RawJson.of(piece.getJsonArray("logprobs").encode()));
      case "finished" ->
          new ChatChunk.Finished(0, FinishReason.valueOf(piece.getString(first)), null, null);
      case "usage" -> new ChatChunk.UsageReported(usage(piece.getJsonObject("usage")));
      default -> throw new IllegalArgumentException(first + ": no piece of an answer");
    };
  }

  private static ChatChunk call(JsonObject piece) {
    int call = piece.getInteger("call");
    return piece.containsKey("arguments")
        ? new ChatChunk.CallArguments(0, call, chars(piece, "arguments"))
        : new ChatChunk.CallStarted(
            0,
            call,
            piece.getString("id"),
            piece.getString("name"),
            piece.containsKey("signature") ? signature(piece.getJsonObject("signature")) : null);
  }

  private static JsonChars chars(JsonObject piece, String name) {
    return JsonChars.of(piece.getString(name));
  }

  private static ThoughtSignature signature(JsonObject signature) {
    var issuer = signature.fieldNames().iterator().next();
    return new ThoughtSignature(
        ThoughtSignature.Issuer.valueOf(issuer), signature.getString(issuer));
  }

  private static TokenUsage usage(JsonObject usage) {
    return new TokenUsage(
        usage.getLong("input"),
        usage.getLong("output"),
        usage.getLong("cached"),
        usage.getLong("cacheWrite"),
        usage.getLong("reasoning"));
  }
}
