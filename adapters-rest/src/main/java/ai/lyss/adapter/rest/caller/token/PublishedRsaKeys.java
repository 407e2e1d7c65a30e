package ai.lyss.adapter.rest.caller.token;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keys that an identity provider publishes and changes. They are fetched when they are first
 * needed, again in the background when five minutes old, and at once when a token names an id that
 * is not among them: but not more often than every ten seconds, so that invented ids cost the
 * provider nothing. While it cannot be reached, the last keys hold. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the call-backs see to failures themselves
public final class PublishedRsaKeys implements RsaKeys {

  private static final Logger LOG = Logger.getLogger(PublishedRsaKeys.class);
  private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long COOL_DOWN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<CompletableFuture<String>> place;
  private final LongSupplier nanos;
  private volatile Fetched fetched = new Fetched(List.of(), 0);
  private @Nullable CompletableFuture<Fetched> fetching;
  private boolean asked;
  private long askedAt;

  private record Fetched(List<KeyDocument.Named> keys, long version) {

    Found of(@Nullable String id) {
      return new Found(
          keys.stream()
              .filter(named -> id == null || named.id() == null || named.id().equals(id))
              .map(KeyDocument.Named::key)
              .toList(),
          version);
    }
  }

  /**
   * Keys of a place.
   *
   * @param place fetches the document that holds the keys
   * @param nanos a monotonic clock in nanoseconds
   */
  public PublishedRsaKeys(Supplier<CompletableFuture<String>> place, LongSupplier nanos) {
    this.place = place;
    this.nanos = nanos;
  }

  @Override
  public void find(@Nullable String id, Consumer<Found> found) {
    var held = fetched.of(id);
    if (!held.keys().isEmpty()) {
      refreshIfOlderThan(FRESH_NANOS);
      found.accept(held);
      return;
    }
    var fetch = refreshIfOlderThan(COOL_DOWN_NANOS);
    if (fetch == null) {
      found.accept(held);
      return;
    }
    var loop = EventLoopReturn.here();
    fetch.whenComplete((got, failed) -> loop.run(() -> found.accept(fetched.of(id))));
  }

  @Override
  public long version() {
    return fetched.version();
  }

  /** Returns the fetch that runs; null when there is none and the last one is recent enough. */
  private synchronized @Nullable CompletableFuture<Fetched> refreshIfOlderThan(long age) {
    long now = nanos.getAsLong();
    if (fetching == null && (!asked || now - askedAt >= age)) {
      asked = true;
      askedAt = now;
      var started = place.get().thenApply(this::take);
      fetching = started;
      started.whenComplete((got, failed) -> done(failed));
    }
    return fetching;
  }

  private Fetched take(String document) {
    var keys = KeyDocument.read(document);
    var before = fetched;
    var now = new Fetched(keys, before.version() + (same(keys, before.keys()) ? 0 : 1));
    fetched = now;
    return now;
  }

  private static boolean same(List<KeyDocument.Named> keys, List<KeyDocument.Named> before) {
    return keys.size() == before.size()
        && keys.stream().allMatch(key -> before.stream().anyMatch(b -> Objects.equals(b, key)));
  }

  private synchronized void done(@Nullable Throwable failed) {
    fetching = null;
    if (failed != null) {
      LOG.warnf("the keys of tokens could not be fetched: %s", failed.getMessage());
    }
  }
}
