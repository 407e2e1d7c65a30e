package ai.lyss.runtime.e2e.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs rows against one service, several at a time, and keeps what came of each. */
final class Rehearsal implements AutoCloseable {

  private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(15);
  private static final int AT_ONCE = 24;
  private static final int SETTING_UP = 4;

  /** A configuration is swapped whole: the one that knows this one knows all before it. */
  private static final String LAST = "last";

  /** While these run, the next ones are set up. */
  private static final int SET_UP_TOGETHER = 120;

  private final FaultService service;
  private final Map<String, Stage> stages = new HashMap<>();
  private final Map<String, Future<Seen>> seen = new HashMap<>();
  private final RetryPace pace = new RetryPace();
  private final Semaphore places = new Semaphore(AT_ONCE);

  Rehearsal(FaultService service) {
    this.service = service;
  }

  /** Runs all rows and returns when the ledger knows each of them. */
  Map<String, List<LedgerBook.Line>> run(List<FaultRow> rows) {
    for (var row : rows) {
      stages.put(row.name(), Stage.of("%03d".formatted(stages.size()), row));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < rows.size(); from += SET_UP_TOGETHER) {
        var some = rows.subList(from, Math.min(rows.size(), from + SET_UP_TOGETHER));
        setUp(some);
        some.forEach(row -> seen.put(row.name(), threads.submit(() -> play(row))));
      }
    }
    awaitLedger();
    return LedgerBook.read(service);
  }

  private void setUp(List<FaultRow> rows) {
    var made = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(SETTING_UP)) {
      rows.forEach(row -> made.add(threads.submit(() -> stage(row).configure(service))));
    }
    made.forEach(Rehearsal::result);
    var name = LAST + rows.getFirst().name().hashCode();
    try (var last = Stage.of(name, Row.of(name, Asking.WHOLE, Lane.closed()).row())) {
      last.configure(service);
      service.await(
          "a configuration with all rows",
          () -> service.get("/v1/models/" + last.model()).statusCode() == 200);
    }
  }

  /** A row that never comes is missed by its own check, with what is known of it. */
  private void awaitLedger() {
    var ids =
        stages.values().stream()
            .filter(stage -> stage.row().booked() != null)
            .map(Stage::requestId)
            .toList();
    long deadline = System.nanoTime() + LEDGER_PATIENCE.toNanos();
    while (!LedgerBook.read(service).keySet().containsAll(ids) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private Seen play(FaultRow row) throws IOException, InterruptedException {
    pace.take(row.retries());
    places.acquire();
    try {
      return RowRun.of(service, stage(row));
    } finally {
      places.release();
      pace.done(row.retries());
    }
  }

  Stage stage(FaultRow row) {
    var stage = stages.get(row.name());
    if (stage == null) {
      throw new IllegalArgumentException(row.name() + " was not run");
    }
    return stage;
  }

  Seen seen(FaultRow row) {
    var future = seen.get(row.name());
    if (future == null) {
      throw new IllegalArgumentException(row.name() + " was not run");
    }
    return result(future);
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stages.values().forEach(Stage::close);
  }
}
