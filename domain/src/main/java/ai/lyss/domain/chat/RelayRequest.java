package ai.lyss.domain.chat;

/** What a caller wants relayed. */
public sealed interface RelayRequest permits ChatRequest, EmbeddingsRequest, PassThroughRequest {

  /** Returns what routing and quotas need to know. */
  RequestOutline outline();

  /** Returns what happens to fields that a vendor does not take. */
  DropPolicy drops();

  /** Returns the same request, to be refused rather than sent without one of its fields. */
  RelayRequest strict();
}
