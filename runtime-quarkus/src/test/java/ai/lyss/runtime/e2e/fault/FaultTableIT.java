package ai.lyss.runtime.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault a vendor can have, streamed or not, on one channel or several: exactly what the
 * caller gets, what the vendors are sent and what the ledger holds. Rows whose vendors fall silent
 * run on a service with short limits of time, all others on one that is patient.
 */
@Timeout(300)
final class FaultTableIT {

  private static final List<FaultRow> ROWS = FaultTable.rows();

  @TempDir static Path temporary;

  private static Played late;
  private static Played prompt;

  @BeforeAll
  static void run_all_rows() throws IOException, InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var silences =
          threads.submit(
              () ->
                  Played.on(
                      temporary.resolve("late"),
                      FaultService.IMPATIENT,
                      ROWS.stream().filter(FaultRow::late).toList()));
      prompt =
          Played.on(
              temporary.resolve("prompt"),
              FaultService.PATIENT,
              ROWS.stream().filter(row -> !row.late()).toList());
      late = silences.get();
    }
  }

  @AfterAll
  static void ends_at_once_since_nothing_is_left() {
    prompt.close();
    late.close();
  }

  static List<FaultRow> rows() {
    return ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void comes_out_as_the_contract_says(FaultRow row) {
    (row.late() ? late : prompt).check(row);
  }

  @Test
  void the_table_is_as_long_as_it_is_meant_to_be() {
    assertThat(ROWS).hasSizeGreaterThanOrEqualTo(250);
    assertThat(ROWS).filteredOn(FaultRow::late).hasSizeBetween(20, ROWS.size() / 3);
    assertThat(ROWS).extracting(FaultRow::name).doesNotHaveDuplicates();
  }

  @Test
  void nothing_is_left_of_any_row() {
    prompt.leavesNothing();
    late.leavesNothing();
  }

  @Test
  void no_log_line_tells_a_secret() {
    prompt.logsNoSecret();
    late.logsNoSecret();
  }
}
