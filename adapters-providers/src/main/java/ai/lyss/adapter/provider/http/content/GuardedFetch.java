package ai.lyss.adapter.provider.http.content;

import ai.lyss.adapter.provider.http.egress.EgressGuard;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Gets documents by HTTP/1.1 through the egress guard, each over a connection of its own. No
 * redirect is followed, no credential or cookie sent, and a body is read to its limit only. Does
 * not block; thread-safe.
 */
public final class GuardedFetch {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int MOST_CONNECTIONS_TO_A_HOST = 64;
  private static final int OK = 200;

  private final Vertx vertx;
  private final EgressGuard guard;
  private final HttpClient client;
  private final String agent;

  /**
   * Fetches over connections that this guard allows.
   *
   * @param trust certificate authorities trusted in place of the Java runtime's; null for those
   * @param version tells servers which version of the gateway asks
   */
  public GuardedFetch(
      Vertx vertx, EgressGuard guard, @Nullable TrustOptions trust, String version) {
    var options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setVerifyHost(true);
    if (trust != null) {
      options.setTrustOptions(trust);
    }
    this.vertx = vertx;
    this.guard = guard;
    this.client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS_TO_A_HOST));
    this.agent = "lyss/" + version;
  }

  /**
   * Returns the body of a good answer as it is there now; ends in an {@link IllegalStateException}
   * that says in one word why there is none. Completes on any thread.
   */
  public CompletableFuture<byte[]> document(URI url, String accept, int maxBytes, Duration limit) {
    var document = new CompletableFuture<byte[]>();
    if (!Asked.isFit(url)) {
      document.completeExceptionally(new IllegalStateException("no URL to be fetched"));
      return document;
    }
    Consumer<FetchEnd> answer =
        fetched -> {
          switch (fetched) {
            case FetchEnd.Answer(int status, var bytes) when status == OK ->
                document.complete(bytes);
            case FetchEnd.Answer(int status, var _) -> fail(document, "status " + status);
            case FetchEnd.Denied _ ->
                fail(document, "a connection that lyss.egress does not allow");
            case FetchEnd.TooLong _ -> fail(document, "more than " + maxBytes + " bytes");
            case FetchEnd.NoRoom _ -> fail(document, "no room for " + maxBytes + " bytes");
            case FetchEnd.Late _ -> fail(document, "no answer within " + limit);
            case FetchEnd.Broken _ -> fail(document, "no connection, or one that broke");
          }
        };
    start(new Asked(url, accept, maxBytes, limit.toMillis()), more -> true, answer);
    return document;
  }

  private static void fail(CompletableFuture<byte[]> document, String why) {
    document.completeExceptionally(new IllegalStateException(why + " (expected: status 200)"));
  }

  /**
   * Starts to fetch; the answer comes once, in a later turn of the calling event loop, unless it
   * was called off by what this returns.
   *
   * @param room takes so many more bytes; tells whether there is room for them
   */
  Runnable start(Asked asked, IntPredicate room, Consumer<FetchEnd> answer) {
    Context loop = vertx.getOrCreateContext();
    var run = new FetchRun(loop, asked, room, answer);
    loop.runOnContext(now -> run.start(guard, client, agent));
    return run::cancel;
  }
}
