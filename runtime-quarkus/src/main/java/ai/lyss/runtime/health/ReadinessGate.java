package ai.lyss.runtime.health;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The named conditions under which this process may be sent requests. It is open while all of them
 * are met, and for good no longer once the process was asked to stop. Thread-safe.
 */
@Singleton
public final class ReadinessGate {

  private static final String RUNNING = "running";

  private final Map<String, Boolean> conditions = new TreeMap<>();
  private final List<Runnable> waiting = new ArrayList<>();

  /** A gate with the one condition that the process was not asked to stop. */
  public ReadinessGate() {
    conditions.put(RUNNING, true);
  }

  /** Demands a condition, which is not met until {@link #met} says so. */
  public synchronized void demand(String condition) {
    conditions.put(condition, false);
  }

  /** Says that a condition is met. */
  public void met(String condition) {
    set(condition, true);
  }

  /** Says that a condition is not met any more. */
  public void unmet(String condition) {
    set(condition, false);
  }

  private void set(String condition, boolean met) {
    List<Runnable> due;
    synchronized (this) {
      conditions.put(condition, met);
      due = isOpen() ? List.copyOf(waiting) : List.of();
      waiting.removeAll(due);
    }
    due.forEach(Runnable::run);
  }

  /** Tells whether all conditions are met. */
  public synchronized boolean isOpen() {
    return !conditions.containsValue(false);
  }

  /** Returns the conditions by name, each with whether it is met. */
  public synchronized Map<String, Boolean> conditions() {
    return Map.copyOf(conditions);
  }

  /** Runs a task once: now when the gate is open, else when it opens. */
  public void whenOpen(Runnable task) {
    synchronized (this) {
      if (!isOpen()) {
        waiting.add(task);
        return;
      }
    }
    task.run();
  }

  void stopping(@Observes ShutdownDelayInitiatedEvent asked) {
    unmet(RUNNING);
  }
}
