package ai.lyss.adapter.provider.http.egress;

import ai.lyss.domain.egress.IpAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A name server that changes its mind. Thread-safe. */
public final class Lookups implements HostLookup {

  private final AtomicInteger asked = new AtomicInteger();
  private final IntFunction<List<IpAddress>> answers;

  private Lookups(IntFunction<List<IpAddress>> answers) {
    this.answers = answers;
  }

  /** Answers in this order, each an address or several with commas; then again from the start. */
  public static Lookups of(String... turns) {
    var all = Stream.of(turns).map(Lookups::read).toList();
    return new Lookups(turn -> all.get(turn % all.size()));
  }

  /** Answers the first question so, and all others otherwise. */
  public static Lookups rebinding(String first, String later) {
    var one = read(first);
    var others = read(later);
    return new Lookups(turn -> turn == 0 ? one : others);
  }

  private static List<IpAddress> read(String text) {
    return Stream.of(text.split(","))
        .filter(each -> !each.isEmpty())
        .map(each -> IpAddress.parse(each).orElseThrow())
        .toList();
  }

  @Override
  public CompletionStage<List<IpAddress>> addresses(String name) {
    var found = answers.apply(asked.getAndIncrement());
    return found.isEmpty()
        ? CompletableFuture.failedFuture(new UnknownHostException(name))
        : CompletableFuture.completedFuture(found);
  }

  /** Returns how often it was asked. */
  public int asked() {
    return asked.get();
  }
}
