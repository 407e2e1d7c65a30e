package ai.lyss.runtime.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rows that one service has run, and what came of them. */
final class Played implements AutoCloseable {

  /** How long a stopping service waits for what still runs. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final List<FaultRow> rows;
  private final FaultService service;
  private final Rehearsal rehearsal;
  private final Map<String, List<LedgerBook.Line>> ledger;

  private Played(List<FaultRow> rows, FaultService service) {
    this.rows = rows;
    this.service = service;
    rehearsal = new Rehearsal(service);
    ledger = rehearsal.run(rows);
  }

  /** Runs rows on a service of their own with these settings. */
  static Played on(Path home, Map<String, String> settings, List<FaultRow> rows)
      throws IOException {
    return new Played(rows, FaultService.start(home, settings));
  }

  /** Looks at what came of one row. */
  void check(FaultRow row) {
    var stage = rehearsal.stage(row);
    var check = new RowCheck(stage);
    check.told(rehearsal.seen(row));
    check.calls();
    check.booked(ledger.getOrDefault(stage.requestId(), List.of()));
  }

  /** Waits until no relay and no attempt is left, and looks for what must not have happened. */
  void leavesNothing() {
    for (var gauge : List.of("lyss_relays_running", "lyss_attempts_running")) {
      service.await(gauge + " is 0", () -> service.metric(gauge) == 0);
    }
    assertThat(service.metric("lyss_bugs_total")).isZero();
    assertThat(service.metric("lyss_ledger_rejected_total")).isZero();
  }

  /** Looks for keys and addresses of vendors in the log. */
  void logsNoSecret() {
    var log = service.process().text();
    assertThat(log).contains("row-000").doesNotContain("vendor-secret");
    for (var row : rows) {
      var stage = rehearsal.stage(row);
      for (int lane = 0; lane < row.lanes().size(); lane++) {
        assertThat(log).doesNotContain("127.0.0.1:" + stage.port(lane));
      }
    }
  }

  /** Stops the service, which must be done at once, since nothing is left. */
  @Override
  public void close() {
    rehearsal.close();
    try {
      long asked = System.nanoTime();
      assertThat(service.process().stop()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(GRACE.dividedBy(2));
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      service.close();
    }
  }
}
