package ai.lyss.domain.chat;

/** Whether the text of an answer is kept beside its bytes, so that it can be counted. */
public enum AnswerText {
  /** It is kept up to a bound. */
  KEPT,
  /** It is not: nobody could count it. */
  DROPPED
}
