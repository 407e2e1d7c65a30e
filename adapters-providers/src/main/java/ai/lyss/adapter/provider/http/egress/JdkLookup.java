package ai.lyss.adapter.provider.http.egress;

import ai.lyss.domain.egress.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Asks the operating system, which blocks a thread of its workers, never the caller. Those who ask
 * for a name that is being looked up share the answer. The Java runtime remembers answers for half
 * a minute unless told otherwise.
 */
public final class JdkLookup implements HostLookup {

  private final Executor workers;
  private final ConcurrentMap<String, CompletableFuture<List<IpAddress>>> running =
      new ConcurrentHashMap<>();

  /** Looks up on these threads, which may block. */
  public JdkLookup(Executor workers) {
    this.workers = workers;
  }

  @Override
  public CompletionStage<List<IpAddress>> addresses(String name) {
    var mine = new CompletableFuture<List<IpAddress>>();
    var first = running.putIfAbsent(name, mine);
    if (first != null) {
      return first;
    }
    try {
      workers.execute(() -> lookUp(name, mine));
    } catch (RejectedExecutionException stopped) {
      running.remove(name, mine);
      mine.completeExceptionally(stopped);
    }
    return mine;
  }

  private void lookUp(String name, CompletableFuture<List<IpAddress>> answer) {
    try {
      var found =
          Stream.of(InetAddress.getAllByName(name))
              .map(address -> IpAddress.of(address.getAddress()))
              .toList();
      running.remove(name, answer);
      answer.complete(found);
    } catch (UnknownHostException | RuntimeException unknown) {
      running.remove(name, answer);
      answer.completeExceptionally(unknown);
    }
  }
}
