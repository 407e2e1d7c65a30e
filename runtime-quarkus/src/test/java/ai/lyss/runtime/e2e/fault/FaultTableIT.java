package ai.lyss.runtime.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault a vendor can have, streamed or not, on one channel or several: exactly what the
 * caller gets, what the vendors are sent and what the ledger holds.
 */
@Timeout(300)
final class FaultTableIT {

  private static final List<FaultRow> ROWS = FaultTable.rows();

  /** How long a stopping service waits for what still runs. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  @TempDir static Path temporary;

  private static FaultService service;
  private static Rehearsal rehearsal;
  private static Map<String, List<LedgerBook.Line>> ledger;

  @BeforeAll
  static void run_all_rows() throws IOException {
    service = FaultService.start(temporary.resolve("state"), Map.of());
    rehearsal = new Rehearsal(service);
    ledger = rehearsal.run(ROWS);
  }

  @AfterAll
  static void ends_at_once_since_nothing_is_left() throws IOException {
    rehearsal.close();
    try {
      long asked = System.nanoTime();
      assertThat(service.process().stop()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(GRACE.dividedBy(2));
    } finally {
      service.close();
    }
  }

  static List<FaultRow> rows() {
    return ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void comes_out_as_the_contract_says(FaultRow row) {
    var stage = rehearsal.stage(row);
    var check = new RowCheck(stage);
    check.told(rehearsal.seen(row));
    check.calls();
    check.booked(ledger.getOrDefault(stage.requestId(), List.of()));
  }

  @Test
  void the_table_is_as_long_as_it_is_meant_to_be() {
    assertThat(ROWS).hasSizeGreaterThanOrEqualTo(250);
    assertThat(ROWS).extracting(FaultRow::name).doesNotHaveDuplicates();
  }

  @Test
  void nothing_is_left_of_any_row() {
    for (var gauge : List.of("lyss_relays_running", "lyss_attempts_running")) {
      service.await(gauge + " is 0", () -> service.metric(gauge) == 0);
    }
    assertThat(service.metric("lyss_bugs_total")).isZero();
    assertThat(service.metric("lyss_ledger_rejected_total")).isZero();
  }

  @Test
  void no_log_line_tells_a_secret() {
    var log = service.process().text();
    assertThat(log).contains("row-000").doesNotContain("vendor-secret");
    for (var row : ROWS) {
      var stage = rehearsal.stage(row);
      for (int lane = 0; lane < row.lanes().size(); lane++) {
        assertThat(log).doesNotContain("127.0.0.1:" + stage.port(lane));
      }
    }
  }
}
