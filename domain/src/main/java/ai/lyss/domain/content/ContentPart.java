package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import org.jspecify.annotations.Nullable;

/** One part of what a message says. */
public sealed interface ContentPart {

  /**
   * Text.
   *
   * @param cache null when nothing is marked here
   */
  record Text(String text, @Nullable CacheMark cache) implements ContentPart {

    /** Text without a mark. */
    public Text(String text) {
      this(text, null);
    }
  }

  /**
   * An image.
   *
   * @param detail how closely to look at it, in OpenAI's words; null when the caller did not say
   */
  record Image(MediaSource source, @Nullable String detail, @Nullable CacheMark cache)
      implements ContentPart {}

  /** Sound. */
  record Audio(MediaSource source) implements ContentPart {}

  /**
   * A document, such as a PDF.
   *
   * @param name its file name or title; null when it has none
   */
  record Document(MediaSource source, @Nullable String name, @Nullable CacheMark cache)
      implements ContentPart {}

  /**
   * What the model thought before it spoke.
   *
   * @param text empty when only a signature is there
   * @param signature null when it is not signed
   */
  record Reasoning(String text, @Nullable ThoughtSignature signature) implements ContentPart {}

  /** What the model thought, in a form that only its vendor can read. */
  record SealedReasoning(ThoughtSignature data) implements ContentPart {}

  /**
   * A call of a tool by the model.
   *
   * @param id by which the result refers to it; unique within the conversation
   * @param arguments a JSON object
   * @param signature of the thought that led to it; null when there is none
   */
  record ToolCall(
      String id,
      String name,
      RawJson arguments,
      @Nullable ThoughtSignature signature,
      @Nullable CacheMark cache)
      implements ContentPart {}

  /** The model's words when it refused. */
  record Refusal(String text) implements ContentPart {}
}
