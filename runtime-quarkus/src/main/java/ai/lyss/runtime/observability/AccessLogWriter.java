package ai.lyss.runtime.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Writes the access log on a thread of its own, so that no event loop waits for a terminal. The
 * queue is bounded: a line that finds it full is counted and not written. Thread-safe.
 */
public final class AccessLogWriter implements Consumer<String>, AutoCloseable {

  private static final int MOST_WAITING = 16_384;
  private static final int BATCH = 1_024;
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private final ArrayBlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final Consumer<String> log;
  private final Thread thread;
  private volatile boolean closed;

  /** Writes lines to this log, which may block. */
  public AccessLogWriter(Consumer<String> log) {
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name("lyss-access-log").start(this::run);
  }

  @Override
  public void accept(String line) {
    if (!waiting.offer(line)) {
      dropped.increment();
    }
  }

  /** Returns how many lines were not written. */
  public long dropped() {
    return dropped.sum();
  }

  private void run() {
    var batch = new ArrayList<String>(BATCH);
    while (!closed || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          batch.forEach(log);
          batch.clear();
        }
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
