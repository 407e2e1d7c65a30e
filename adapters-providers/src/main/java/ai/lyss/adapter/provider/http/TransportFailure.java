package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.egress.EgressDenied;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * What an exception of the network means. Details are fixed texts: an exception's own message names
 * hosts and addresses.
 */
final class TransportFailure {

  private TransportFailure() {}

  /** Returns why there is no connection. */
  static ProviderFailure ofConnecting(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException timeout -> new ProviderFailure.TimedOut(TimeoutPhase.CONNECT);
      case EgressDenied denied -> new ProviderFailure.ConnectFailed("the address is not allowed");
      case UnknownHostException unknown ->
          new ProviderFailure.ConnectFailed("the name was not found");
      case SSLException tls -> new ProviderFailure.ConnectFailed("the TLS handshake failed");
      case ConnectException refused ->
          new ProviderFailure.ConnectFailed("the connection was refused");
      case IllegalArgumentException header ->
          new ProviderFailure.ConnectFailed("the request cannot be written as HTTP");
      default -> new ProviderFailure.ConnectFailed("no connection came about");
    };
  }

  /** Returns what a connection that broke means before there was an answer. */
  static ProviderFailure beforeAnswer(Throwable cause, boolean requestSent) {
    if (!isBreak(cause)) {
      return new ProviderFailure.Malformed("the answer is not HTTP");
    }
    return requestSent
        ? new ProviderFailure.BrokenOff("the connection broke before the answer")
        : new ProviderFailure.ConnectFailed("the connection broke before the request was sent");
  }

  /** Returns what a connection that broke means within the answer. */
  static ProviderFailure withinAnswer(Throwable cause) {
    return isBreak(cause)
        ? new ProviderFailure.BrokenOff("the connection broke within the answer")
        : new ProviderFailure.Malformed("the answer is not HTTP");
  }

  /** Tells whether the connection itself broke, rather than what came over it. */
  static boolean isBreak(Throwable cause) {
    return cause instanceof HttpClosedException
        || cause instanceof StreamResetException
        || cause instanceof IOException;
  }
}
