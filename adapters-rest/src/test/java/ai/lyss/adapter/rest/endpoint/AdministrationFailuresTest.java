package ai.lyss.adapter.rest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.problem.ProblemKind;
import org.junit.jupiter.api.Test;

/** The documentation tells failures as they are told. */
final class AdministrationFailuresTest {

  @Test
  void are_kinds_of_problems_with_their_status_and_title() {
    for (var failure : AdministrationFailures.values()) {
      var kind = ProblemKind.valueOf(failure.name());

      assertThat(failure.status()).isEqualTo(Integer.toString(kind.status()));
      assertThat(failure.told().getKey()).isEqualTo(kind.type());
      assertThat(failure.told().getValue()).isEqualTo(kind.title());
    }
  }
}
