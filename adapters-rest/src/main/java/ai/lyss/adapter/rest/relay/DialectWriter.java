package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.failure.GatewayFailure;

/** How a dialect tells failures. Pure; thread-safe. */
public interface DialectWriter {

  /** Returns the JSON body that tells a failure in place of an answer. */
  byte[] errorBody(GatewayFailure failure);

  /** Returns the event that tells a failure within a stream, its blank line included. */
  byte[] errorEvent(GatewayFailure failure);
}
