package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much one answer may hold, whole or streamed: a translation keeps some of it, at most all,
 * until it can be written, and what no model says is a vendor's fault. Far above what any model
 * gives. One object an answer; not thread-safe.
 */
public final class AnswerBounds {

  /** Most bytes of an answer, as they stand in JSON, whole or summed up over a stream. */
  public static final int MOST_BYTES = 32 << 20;

  /** Most bytes of the arguments of one call, or of what is held of a part that is not whole. */
  public static final int MOST_PART_BYTES = 4 << 20;

  /** Most calls of tools, in all choices together, and most parts that are open at once. */
  public static final int MOST_CALLS = 1_024;

  /** Most places that an answer says it comes from. */
  static final int MOST_CITATIONS = 1_024;

  /** What a piece costs beside its bytes that begins something, at least. */
  private static final int COST_OF_A_PART = 512;

  /** What log probabilities cost beside their bytes, which come with nearly every token. */
  private static final int COST_OF_LOGPROBS = 64;

  private final Map<Long, Integer> arguments = new HashMap<>();
  private @Nullable Class<?> last;
  private long bytes;
  private int calls;
  private int citations;

  /** Counts a piece; returns what is wrong with the answer since it came, null when nothing is. */
  @Nullable ProviderFailure add(ChatChunk chunk) {
    switch (chunk) {
      case ChatChunk.Text text -> grow(chunk, text.text().length());
      case ChatChunk.Reasoning thought -> grow(chunk, thought.text().length());
      case ChatChunk.Refusal refusal -> grow(chunk, refusal.text().length());
      case ChatChunk.CallStarted call -> {
        calls++;
        part(call.id().length() + call.name().length());
        if (call.signature() != null) {
          part(call.signature().value().length());
        }
      }
      case ChatChunk.CallArguments more -> {
        grow(chunk, more.part().length());
        long call = (long) more.choice() << Integer.SIZE | more.call();
        if (arguments.merge(call, more.part().length(), Integer::sum) > MOST_PART_BYTES) {
          return tooLarge("a call");
        }
      }
      case ChatChunk.ReasoningSigned signed -> part(signed.signature().value().length());
      case ChatChunk.SealedReasoning sealed -> part(sealed.data().value().length());
      case ChatChunk.ImageMade image -> part(image.base64().length());
      case ChatChunk.Cited cited -> {
        citations++;
        part(length(cited.citation()));
      }
      case ChatChunk.Logprobs probs -> bytes += probs.content().bytes().length + COST_OF_LOGPROBS;
      case ChatChunk.Started started -> {}
      case ChatChunk.Finished finished -> {}
      case ChatChunk.UsageReported reported -> {}
    }
    return calls > MOST_CALLS
        ? tooMany("calls")
        : citations > MOST_CITATIONS
            ? tooMany("citations")
            : bytes > MOST_BYTES ? tooLarge("an answer") : null;
  }

  private void grow(ChatChunk chunk, int by) {
    bytes += chunk.getClass() == last ? by : by + COST_OF_A_PART;
    last = chunk.getClass();
  }

  private void part(int size) {
    bytes += size + COST_OF_A_PART;
    last = null;
  }

  /** Returns how many characters a citation has: of its address, its title and its quote. */
  static int length(Citation citation) {
    int source =
        switch (citation.source()) {
          case Citation.Source.Page page -> page.url().length();
          case Citation.Source.Document document -> length(document.file());
        };
    return source + length(citation.title()) + length(citation.quote());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** An answer has more of something than it may. */
  public static ProviderFailure tooMany(String what) {
    return new ProviderFailure.Malformed("an answer with too many " + what);
  }

  /** Something of an answer is larger than it may be. */
  public static ProviderFailure tooLarge(String what) {
    return new ProviderFailure.Malformed(what + " that is too large");
  }
}
