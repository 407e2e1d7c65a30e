package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator;
import ai.lyss.adapter.provider.translate.CitationBounds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonTree;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of Gemini's, whole or event by event. A finish reason is kept until the end: more
 * of its candidate may come after it, and only the end tells whether it called functions. The
 * stream has no terminator but its end, which counts when every candidate was finished or the
 * prompt was blocked.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generatecontentresponse">
 *     GenerateContentResponse</a>
 */
final class GeminiAnswerTranslator implements AnswerTranslator {

  /** More sources, of all candidates, are not told: no answer has so many. */
  private static final int MOST_SOURCES = 1_000;

  private final Redaction redaction;
  private final RandomGenerator random;
  private final CitationBounds sources = new CitationBounds(MOST_SOURCES);
  private final Map<Integer, GeminiPartTranslator> candidates = new TreeMap<>();
  private boolean started;
  private @Nullable String blocked;

  /**
   * A translator of one answer.
   *
   * @param random for the ids of calls that have none
   */
  GeminiAnswerTranslator(Redaction redaction, RandomGenerator random) {
    this.redaction = redaction;
    this.random = random;
  }

  @Override
  public Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var root = JsonTree.read(in, from, to, fault -> {});
    if (root == null || !root.isObject()) {
      return new Progress.Failed(
          new ProviderFailure.Malformed("an event that is no JSON object of an answer"));
    }
    if (root.get("error") != null) {
      return new Progress.Failed(GeminiFailures.ofGoodStatus(GeminiError.of(root), redaction));
    }
    return answer(root, in, out);
  }

  private Progress answer(JsonTree root, byte[] in, Consumer<ChatChunk> out) {
    if (!started) {
      started = true;
      out.accept(new ChatChunk.Started(root.textOf("responseId"), root.textOf("modelVersion")));
    }
    var feedback = root.get("promptFeedback");
    if (feedback != null && feedback.textOf("blockReason") != null) {
      blocked = feedback.textOf("blockReason");
    }
    var list = root.get("candidates");
    if (list != null) {
      for (var candidate : list.children()) {
        var failed = candidate(candidate, out);
        if (failed != null) {
          return failed;
        }
      }
    }
    var usage = root.get("usageMetadata");
    if (usage != null && usage.isObject()) {
      var span = usage.span();
      out.accept(
          new ChatChunk.UsageReported(
              GeminiUsage.read(new JsonCursor(in, span.start(), span.end()))));
    }
    return Progress.GOING;
  }

  private @Nullable Progress candidate(JsonTree candidate, Consumer<ChatChunk> out) {
    var index = candidate.get("index");
    var number = index == null ? null : index.whole();
    int choice = number == null || number < 0 || number > 255 ? 0 : number.intValue();
    var parts =
        candidates.computeIfAbsent(
            choice, first -> new GeminiPartTranslator(choice, random, sources));
    parts.candidate(candidate, out);
    var finish = parts.finish();
    return finish != null && GeminiFinish.isFailure(finish)
        ? new Progress.Failed(GeminiFinish.failure(finish))
        : null;
  }

  @Override
  public Progress streamEnd(Consumer<ChatChunk> out) {
    if (candidates.isEmpty() && blocked != null) {
      out.accept(new ChatChunk.Finished(0, FinishReason.CONTENT_FILTER, null, blocked));
      return Progress.WHOLE;
    }
    boolean finished =
        !candidates.isEmpty()
            && candidates.values().stream().allMatch(parts -> parts.finish() != null);
    if (!finished) {
      return new Progress.Failed(
          new ProviderFailure.BrokenOff("the answer ended without a finish reason"));
    }
    candidates.values().forEach(parts -> parts.end(out));
    return Progress.WHOLE;
  }

  @Override
  public Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    return switch (event(in, from, to, out)) {
      case Progress.Going going -> streamEnd(out);
      case Progress.Whole over -> over;
      case Progress.Failed failed -> failed;
    };
  }
}
