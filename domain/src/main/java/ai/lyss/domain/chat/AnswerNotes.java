package ai.lyss.domain.chat;

import org.jspecify.annotations.Nullable;

/**
 * What a caller is told about the way its answer took.
 *
 * @param attempts attempts made, 0 when none was
 * @param channel name of the channel of the last attempt; null when there was none
 * @param provider name of that channel's provider; null when there was none
 * @param clippedTo the output limit sent in place of the caller's; null when it was not lowered
 * @param quotaWarning name of a quota that is nearly used up; null when none is
 */
public record AnswerNotes(
    int attempts,
    @Nullable String channel,
    @Nullable String provider,
    @Nullable Long clippedTo,
    @Nullable String quotaWarning) {

  /** Notes on a relay that made no attempt. */
  public static final AnswerNotes NONE = new AnswerNotes(0, null, null, null, null);
}
