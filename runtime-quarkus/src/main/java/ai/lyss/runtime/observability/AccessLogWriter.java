package ai.lyss.runtime.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the access log on a thread of its own, so that no event loop waits for a terminal. The
 * lines of a few milliseconds are written together, so that a busy service neither wakes that
 * thread nor calls the system for every line. What waits is bounded: a line that comes when too
 * many wait is counted and not written. Thread-safe.
 */
public final class AccessLogWriter implements Consumer<String>, AutoCloseable {

  private static final int MOST_WAITING = 16_384;
  private static final int BATCH = 1_024;
  private static final long GATHER_NANOS = 10_000_000;
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final Consumer<List<String>> log;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  /** Writes lines, many at a time, to this log, which may block. */
  public AccessLogWriter(Consumer<List<String>> log) {
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name("lyss-access-log").unstarted(this::run);
    thread.start();
  }

  @Override
  public void accept(String line) {
    if (count.incrementAndGet() > MOST_WAITING) {
      count.decrementAndGet();
      dropped.increment();
      return;
    }
    waiting.add(line);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns how many lines were not written. */
  public long dropped() {
    return dropped.sum();
  }

  private void run() {
    while (!closed || !waiting.isEmpty()) {
      if (waiting.isEmpty()) {
        sleep();
      } else {
        write();
        if (!closed && count.get() < BATCH) {
          LockSupport.parkNanos(GATHER_NANOS);
        }
      }
    }
  }

  /** Sleeps until a line comes or the end; the flag is up before the last look at what waits. */
  private void sleep() {
    asleep = true;
    if (waiting.isEmpty() && !closed) {
      LockSupport.park();
    }
    asleep = false;
  }

  private void write() {
    var batch = new ArrayList<String>();
    @Nullable String line;
    while (batch.size() < BATCH && (line = waiting.poll()) != null) {
      batch.add(line);
    }
    count.addAndGet(-batch.size());
    log.accept(batch);
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
