package ai.lyss.application.usecase;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import org.jspecify.annotations.Nullable;

/**
 * Relays a request to the best channel. Called on an event loop; returns at once; everything about
 * one relay happens on that loop, and every path ends in the sink exactly once.
 */
public interface RelayChat {

  /**
   * Starts a relay.
   *
   * @param requestId the request id shown to the caller
   * @return the caller's hand on it
   */
  Relay relay(Caller caller, RelayRequest request, String requestId, RelaySink sink);

  /**
   * Notes a request that was refused before it could be relayed.
   *
   * @param caller who asked; null when not known
   */
  void refused(String requestId, @Nullable Caller caller, GatewayFailure failure);

  /** The caller's hand on a running relay, used on the event loop that started it. */
  interface Relay {

    /**
     * The caller does not read for now: nothing more is read from the vendor until {@link #resume}.
     */
    void pause();

    /** The caller reads again. */
    void resume();

    /**
     * The caller is gone: the sink hears no more. The vendor's answer may still be read to its end.
     *
     * @param whenOver run once nothing of the relay is left; at once when it has ended already
     */
    void hangUp(Runnable whenOver);

    /**
     * The service stops: the caller is told so unless it is gone, and the vendor's request is
     * reset.
     */
    void shutDown();
  }
}
