package ai.lyss.adapter.rest.endpoint;

/** Who serves an endpoint, and in which form it tells failures. */
public enum EndpointKind {
  /** A handler on the router; failures have the form of the caller's dialect. */
  RELAY,
  /** A JAX-RS method; failures are problem documents (RFC 9457). */
  ADMINISTRATION
}
