package ai.lyss.adapter.provider.http.egress;

import ai.lyss.domain.egress.AddressRules;
import ai.lyss.domain.egress.EgressHost;
import ai.lyss.domain.egress.EgressTarget;
import ai.lyss.domain.egress.IpAddress;
import ai.lyss.domain.port.Egress;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of hosts, once for a connection, and gives out only what may be connected to.
 * Whoever connects takes the address from here and leaves the name to TLS and the host header, so
 * that what was checked is what is connected to, whatever the name says a moment later. A name of
 * which any address is forbidden is forbidden. Thread-safe.
 */
public final class EgressGuard implements Egress {

  private static final long LONGEST_ASKING_SECONDS = 2;
  private static final int MAX_PORT = 65_535;

  private final AddressRules rules;
  private final HostLookup lookup;

  /** Guards by these rules. */
  public EgressGuard(AddressRules rules, HostLookup lookup) {
    this.rules = rules;
    this.lookup = lookup;
  }

  /**
   * Returns the addresses of a host, at least one, all of which may be connected to. Ends in {@link
   * EgressDenied} or {@link UnknownHostException}, not wrapped. Completes on any thread.
   *
   * @param host as a URL has it
   */
  public CompletionStage<List<SocketAddress>> addresses(String host, int port) {
    return find(new EgressTarget(EgressHost.of(host), port));
  }

  private CompletionStage<List<SocketAddress>> find(EgressTarget target) {
    int port = target.port();
    if (port < 1 || port > MAX_PORT) {
      return CompletableFuture.failedFuture(new EgressDenied());
    }
    return switch (target.host()) {
      case EgressHost.Literal(var address) when rules.allows(address, port) ->
          CompletableFuture.completedFuture(List.of(socket(address, port)));
      case EgressHost.Name(var name) when rules.allowsName(name, port) -> lookedUp(name, port);
      case EgressHost.Literal _, EgressHost.Name _, EgressHost.Unclear _ ->
          CompletableFuture.failedFuture(new EgressDenied());
    };
  }

  private CompletionStage<List<SocketAddress>> lookedUp(String name, int port) {
    var found = new CompletableFuture<List<SocketAddress>>();
    lookup
        .addresses(name)
        .whenComplete(
            (addresses, failed) -> {
              if (failed != null || addresses.isEmpty()) {
                found.completeExceptionally(new UnknownHostException());
              } else if (addresses.stream().allMatch(it -> rules.allows(name, it, port))) {
                found.complete(addresses.stream().map(it -> socket(it, port)).toList());
              } else {
                found.completeExceptionally(new EgressDenied());
              }
            });
    return found;
  }

  private static SocketAddress socket(IpAddress address, int port) {
    try {
      var raw = InetAddress.getByAddress(address.bytes());
      return SocketAddress.inetSocketAddress(new InetSocketAddress(raw, port));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean allows(URI url) {
    if (url.getRawAuthority() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
      return true; // leads nowhere, which is not for the guard to say
    }
    try {
      find(EgressTarget.of(url))
          .toCompletableFuture()
          .get(LONGEST_ASKING_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return !(e.getCause() instanceof EgressDenied);
    } catch (TimeoutException unknownForNow) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
