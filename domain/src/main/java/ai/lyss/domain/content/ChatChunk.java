package ai.lyss.domain.content;

import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer, in no dialect. Text stands as the inside of a JSON string, which is valid
 * only until the call that hands the chunk on returns: who keeps it takes {@link JsonChars#kept}.
 *
 * <p>The pieces of an answer come in this order: {@link Started} at most once and first; then
 * pieces of content; {@link Finished} once for each choice; {@link UsageReported} any number of
 * times and anywhere, each replacing the one before. A call of a tool starts with {@link
 * CallStarted} and takes all {@link CallArguments} of the same index until another piece of its
 * choice comes, unless a vendor mixes them.
 */
public sealed interface ChatChunk {

  /** Tells whether the piece shows the caller something, so that no other channel can be tried. */
  default boolean isContent() {
    return true;
  }

  /** Returns the same piece over bytes of its own, to be kept. */
  default ChatChunk kept() {
    return this;
  }

  /**
   * The answer began.
   *
   * @param id the vendor's name of the answer; null when it has none
   * @param model the vendor's name of the model that answers; null when it did not say
   */
  record Started(@Nullable String id, @Nullable String model) implements ChatChunk {
    @Override
    public boolean isContent() {
      return false;
    }
  }

  /** Text for the reader, never empty. */
  record Text(int choice, JsonChars text) implements ChatChunk {
    @Override
    public Text kept() {
      return new Text(choice, text.kept());
    }
  }

  /** What the model thinks, or a summary of it, never empty. */
  record Reasoning(int choice, JsonChars text) implements ChatChunk {
    @Override
    public Reasoning kept() {
      return new Reasoning(choice, text.kept());
    }
  }

  /** The signature of the reasoning that came just before, or, of Gemini's, of the text. */
  record ReasoningSigned(int choice, ThoughtSignature signature) implements ChatChunk {}

  /** Reasoning that only its vendor can read. */
  record SealedReasoning(int choice, ThoughtSignature data) implements ChatChunk {}

  /** Words of a refusal, never empty. */
  record Refusal(int choice, JsonChars text) implements ChatChunk {
    @Override
    public Refusal kept() {
      return new Refusal(choice, text.kept());
    }
  }

  /**
   * A call of a tool began.
   *
   * @param call counts the calls of the choice from 0
   * @param id by which the caller answers it
   * @param signature of the thought that led to it; null when there is none
   */
  record CallStarted(
      int choice, int call, String id, String name, @Nullable ThoughtSignature signature)
      implements ChatChunk {}

  /** Part of the JSON text of a call's arguments, never empty. All parts make one object. */
  record CallArguments(int choice, int call, JsonChars part) implements ChatChunk {
    @Override
    public CallArguments kept() {
      return new CallArguments(choice, call, part.kept());
    }
  }

  /** An image that the model made. */
  record ImageMade(int choice, String mediaType, String base64) implements ChatChunk {}

  /** Where something in the text before comes from. */
  record Cited(int choice, Citation citation) implements ChatChunk {}

  /** Log probabilities of text, in OpenAI's form: an array of tokens. */
  record Logprobs(int choice, RawJson content) implements ChatChunk {}

  /**
   * A choice is over.
   *
   * @param reason what it comes to
   * @param stopSequence the stop sequence that was met; null when none was or nobody said
   * @param vendorReason the vendor's own word; null when it has none
   */
  record Finished(
      int choice, FinishReason reason, @Nullable String stopSequence, @Nullable String vendorReason)
      implements ChatChunk {}

  /** Tokens used so far; counts that an earlier report had and this one lacks still hold. */
  record UsageReported(TokenUsage usage) implements ChatChunk {
    @Override
    public boolean isContent() {
      return false;
    }
  }
}
