package ai.lyss.adapter.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.StaleObjectStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlOutcomesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "53300", "57P01", "57P03", "57014", "55P03", "40001", "40P01", "25006"
      })
  void tells_a_store_that_cannot_be_used_as_unavailable(String state) {
    var sql = new SQLException("m", state);

    assertThat(SqlOutcomes.of(sql)).isInstanceOf(Unavailable.class);
    assertThat(SqlOutcomes.of(new IllegalStateException(sql))).isInstanceOf(Unavailable.class);
    assertThat(SqlOutcomes.ofCommit(suppressing(sql))).isInstanceOf(Unavailable.class);
  }

  @Test
  void tells_a_pool_that_gave_up_as_unavailable() {
    assertThat(SqlOutcomes.of(new SQLException("acquisition timeout")))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void tells_a_commit_that_failed_for_no_known_reason_as_unavailable() {
    assertThat(SqlOutcomes.ofCommit(new RollbackException())).isInstanceOf(Unavailable.class);
  }

  @Test
  void tells_a_thing_changed_by_somebody_else_as_stale() {
    assertThat(SqlOutcomes.of(new OptimisticLockException())).isInstanceOf(Stale.class);
    assertThat(SqlOutcomes.ofCommit(wrapped(new StaleObjectStateException("E", 1))))
        .isInstanceOf(Stale.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23514", "22021", "42P01", "23502"})
  void leaves_a_bug_a_bug(String state) {
    var sql = new SQLException("m", state);
    var bug = new IllegalStateException(sql);

    assertThatThrownBy(() -> SqlOutcomes.of(bug)).isSameAs(bug);
    assertThatThrownBy(() -> SqlOutcomes.of(sql)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SqlOutcomes.ofCommit(wrapped(sql)))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23503", "23001"})
  void tells_what_is_still_used_as_a_conflict_in_every_version_of_the_server(String state) {
    var outcome =
        SqlOutcomes.removing(
            7,
            () -> {
              throw new IllegalStateException(new SQLException("m", state));
            });

    assertThat(outcome).isEqualTo(new Conflict<>("id", "id: 7 (expected: one that nothing uses)"));
  }

  @Test
  void tells_an_id_that_is_taken_as_a_conflict_of_the_id() {
    var outcome =
        SqlOutcomes.adding(
            Map.of("id", "7"),
            () -> {
              throw new IllegalStateException(new SQLException("m", "23505"));
            });

    assertThat(outcome).isEqualTo(new Conflict<>("id", "id: 7 (expected: one that is not taken)"));
  }

  private static Exception wrapped(Throwable cause) {
    var exception = new RollbackException();
    exception.initCause(cause);
    return exception;
  }

  private static Exception suppressing(Throwable suppressed) {
    var exception = new RollbackException();
    exception.addSuppressed(suppressed);
    return exception;
  }
}
