package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.failure.GatewayFailure;

/** What a dialect makes of a request body. */
public sealed interface RequestReading {

  /** It can be relayed. */
  record Relayable(RelayRequest request) implements RequestReading {}

  /** It cannot, and this is what the caller is told. */
  record Unreadable(GatewayFailure.InvalidRequest failure) implements RequestReading {

    /** The failure of a field. */
    public static Unreadable field(String param, String message) {
      return new Unreadable(new GatewayFailure.InvalidRequest(message, param, null));
    }
  }
}
