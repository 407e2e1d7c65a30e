package ai.lyss.application.admin;

import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Guards a change against one that somebody else made since. */
final class Versions {

  private Versions() {}

  /**
   * Returns why a change must not be made; empty when it may.
   *
   * @param version the version that the caller saw; null when any will do
   * @param present reads the thing as it stands
   * @param revision tells the thing's revision
   */
  static <T> Optional<StoreOutcome<T>> seen(
      @Nullable Long version, Supplier<StoreOutcome<T>> present, Function<T, Revision> revision) {
    if (version == null) {
      return Optional.empty();
    }
    var outcome = present.get();
    return switch (outcome) {
      case StoreOutcome.Done<T> done ->
          revision.apply(done.value()).version() == version
              ? Optional.empty()
              : Optional.of(new StoreOutcome.Stale<>());
      case StoreOutcome.Missing<T> missing -> Optional.of(missing);
      case StoreOutcome.Conflict<T> conflict -> Optional.of(conflict);
      case StoreOutcome.Stale<T> stale -> Optional.of(stale);
      case StoreOutcome.Unavailable<T> unavailable -> Optional.of(unavailable);
    };
  }
}
