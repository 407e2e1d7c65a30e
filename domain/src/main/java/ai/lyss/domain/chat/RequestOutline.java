package ai.lyss.domain.chat;

import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What routing, quotas and splicing need to know of a request body, found in one pass over its
 * bytes. Spans are places in that body; null where the body has no such field.
 *
 * @param model the public model name asked for
 * @param modelSpan the value of {@code model}, quotes included; null where the model stands in the
 *     path
 * @param stream whether the caller asked for a streamed answer
 * @param streamSpan the value of the stream flag
 * @param usageAsked whether the caller asked for the usage of a stream
 * @param streamOptionsSpan the value of the stream's options
 * @param includeUsageSpan the value of the flag in those options that asks for usage
 * @param outputLimit most tokens of output, per choice; null when the caller set none, 0 where
 *     there is no output
 * @param outputLimitSpan the value of the output limit; of a null that stands for none, too
 * @param choices how many answers are asked for, at least 1
 * @param needs what the request needs of a model
 * @param insertAt offset after the body's opening brace: a place to add fields
 * @param inputBytes size of the part of the body that is input to the model
 */
public record RequestOutline(
    ModelName model,
    @Nullable JsonSpan modelSpan,
    boolean stream,
    @Nullable JsonSpan streamSpan,
    boolean usageAsked,
    @Nullable JsonSpan streamOptionsSpan,
    @Nullable JsonSpan includeUsageSpan,
    @Nullable Long outputLimit,
    @Nullable JsonSpan outputLimitSpan,
    int choices,
    Set<Capability> needs,
    int insertAt,
    long inputBytes) {

  /** Returns the outline of a request that has no output to be limited, and one answer. */
  public static RequestOutline withoutOutput(
      ModelName model,
      @Nullable JsonSpan modelSpan,
      boolean stream,
      Set<Capability> needs,
      int insertAt,
      long inputBytes) {
    return new RequestOutline(
        model,
        modelSpan,
        stream,
        null,
        false,
        null,
        null,
        0L,
        null,
        1,
        needs,
        insertAt,
        inputBytes);
  }
}
