package ai.lyss.domain.usage;

/** Where a count of tokens comes from. */
public enum UsageProvenance {
  /** The vendor reported it. */
  VENDOR,
  /** A tokenizer counted it. */
  TOKENIZER,
  /** It was estimated from sizes. */
  ESTIMATE
}
