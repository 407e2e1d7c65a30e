package ai.lyss.domain.fake;

import ai.lyss.domain.port.ConfigurationChanges;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Calls back from the thread that commits, so that a test need not wait. */
final class InMemoryChanges implements ConfigurationChanges {

  private final Collection<InMemoryChanges> listeners;
  private @Nullable Runnable changed;

  InMemoryChanges(Collection<InMemoryChanges> listeners) {
    this.listeners = listeners;
  }

  @Override
  public synchronized void listen(Runnable wanted) {
    if (changed != null) {
      throw new IllegalStateException("listen: a second time (expected: once)");
    }
    changed = wanted;
    listeners.add(this);
    announce();
  }

  @Override
  public void close() {
    listeners.remove(this);
  }

  synchronized void announce() {
    if (changed == null || !listeners.contains(this)) {
      return;
    }
    try {
      changed.run();
    } catch (RuntimeException ignored) {
      // Not the committing thread's business; adapters log it and go on.

    }
  }
}
