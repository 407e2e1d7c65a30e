package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller said, in no dialect. All it lacks of the caller's body is what no other dialect has
 * a word for; {@link #given} names that too.
 *
 * @param messages the conversation in its order, at least one
 * @param sampling how to draw tokens
 * @param tools what the model may call
 * @param format what form the answer must have
 * @param reasoning how the model is to reason
 * @param labels the caller's words about the request
 * @param given which features the request has, and where
 */
public record ChatContent(
    List<ChatMessage> messages,
    Sampling sampling,
    ToolUse tools,
    ResponseFormat format,
    ReasoningWish reasoning,
    Labels labels,
    GivenFeatures given) {

  /** Copies the messages. */
  public ChatContent {
    messages = List.copyOf(messages);
  }

  /**
   * What a request says about itself.
   *
   * @param endUser an id of the caller's user; null when there is none
   * @param metadata an object of texts; null when there is none
   * @param serviceTier in the dialect's words; null when the caller did not say
   * @param verbosity {@code low}, {@code medium} or {@code high}; null when the caller did not say
   */
  public record Labels(
      @Nullable String endUser,
      @Nullable RawJson metadata,
      @Nullable String serviceTier,
      @Nullable String verbosity) {

    /** Nothing was said. */
    public static final Labels NONE = new Labels(null, null, null, null);
  }

  /** Returns the same with this output limit. */
  public ChatContent limitedTo(long tokens) {
    return new ChatContent(
        messages, sampling.limitedTo(tokens), tools, format, reasoning, labels, given);
  }
}
