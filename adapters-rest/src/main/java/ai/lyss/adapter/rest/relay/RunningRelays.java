package ai.lyss.adapter.rest.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The relays that run now, so that a stopping service can wait for them and then end them as their
 * dialect demands. Thread-safe.
 */
public final class RunningRelays {

  private final Set<CallerAnswer> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /** Tells whether new relays are refused. */
  public boolean isStopping() {
    return stopping;
  }

  /** Refuses new relays from now on. */
  public void stopTaking() {
    stopping = true;
  }

  /** Returns how many run. */
  public int count() {
    return running.size();
  }

  /** Ends all that still run with an error in their dialect, each on its own event loop. */
  public void endAll() {
    running.forEach(CallerAnswer::shutDown);
  }

  void add(CallerAnswer answer) {
    running.add(answer);
  }

  void remove(CallerAnswer answer) {
    running.remove(answer);
  }
}
