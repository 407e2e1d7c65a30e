package ai.lyss.domain.chat;

/** What a caller wants relayed. */
public sealed interface RelayRequest permits ChatRequest {

  /** Returns what routing and quotas need to know. */
  RequestOutline outline();
}
