package ai.lyss.domain.content;

/** Why a model stopped. */
public enum FinishReason {
  /** It was done, or met a stop sequence. */
  STOP,
  /** It met the output limit. */
  LENGTH,
  /** It calls tools. */
  TOOL_CALLS,
  /** A filter of the vendor stepped in. */
  CONTENT_FILTER,
  /** The vendor said something this version does not know. */
  OTHER
}
