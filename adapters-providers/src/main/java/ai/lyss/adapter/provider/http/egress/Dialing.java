package ai.lyss.adapter.provider.http.egress;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Makes a request at one of several addresses: at the next one when no connection comes about. One
 * object a request, used on one event loop.
 *
 * @param addresses where to, all of them checked
 * @param first the index of the one to begin with
 * @param patienceMillis how long all of them may take together; each but the last gets its share
 * @param way makes a request at the address that its options name
 * @param abandoned tells when nobody wants the request any more
 */
public record Dialing(
    List<SocketAddress> addresses,
    int first,
    long patienceMillis,
    Function<RequestOptions, Future<HttpClientRequest>> way,
    BooleanSupplier abandoned) {

  private static final long UNLIMITED = -1;

  /**
   * Makes the request.
   *
   * @param used hears the index of the address that a connection came about with
   */
  public Future<HttpClientRequest> request(RequestOptions target, IntConsumer used) {
    return request(target, used, 0);
  }

  private Future<HttpClientRequest> request(RequestOptions target, IntConsumer used, int tried) {
    int index = (first + tried) % addresses.size();
    boolean last = tried == addresses.size() - 1;
    target.setServer(addresses.get(index));
    target.setConnectTimeout(last ? UNLIMITED : Math.max(1, patienceMillis / addresses.size()));
    return way.apply(target)
        .onSuccess(made -> used.accept(index))
        .recover(
            cause ->
                last || abandoned.getAsBoolean() || !isOfAddress(cause)
                    ? Future.failedFuture(cause)
                    : request(target, used, tried + 1));
  }

  /** Tells whether another address may do better. */
  private static boolean isOfAddress(Throwable cause) {
    return cause instanceof SocketException || cause instanceof TimeoutException;
  }
}
