package ai.lyss.domain.usage;

/** Where a count of tokens comes from, the surest first. */
public enum UsageProvenance {
  /** The vendor reported it. */
  VENDOR,
  /** A tokenizer counted it. */
  TOKENIZER,
  /** It was estimated from sizes. */
  ESTIMATE;

  /** Returns the less sure of two: counts that go together are only as sure as that. */
  public UsageProvenance or(UsageProvenance other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
