package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PageQueryTest {

  @Test
  void takes_fifty_from_the_beginning_when_nothing_is_asked() {
    assertThat(PageQuery.of(null, null)).isEqualTo(new Page.Request(50, null));
    assertThat(PageQuery.of(null, "")).isEqualTo(new Page.Request(50, null));
  }

  @Test
  void takes_what_is_asked() {
    var id = Seeds.id();

    assertThat(PageQuery.of("1", Cursor.of(id))).isEqualTo(new Page.Request(1, id));
    assertThat(PageQuery.of("1000", null)).isEqualTo(new Page.Request(1000, null));
  }

  @Test
  void refuses_limits_out_of_bounds() {
    for (var bad : List.of("0", "1001", "-1", "1.5", "", "ten", "99999999999", "+5")) {
      assertThat(refused(bad, null)).as(bad).extracting(Fault::parameter).containsExactly("limit");
    }
  }

  @Test
  void names_every_parameter_that_is_out_of_order() {
    assertThat(refused("0", "zz")).extracting(Fault::parameter).containsExactly("limit", "cursor");
  }

  private static List<Fault> refused(String limit, String cursor) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> PageQuery.of(limit, cursor));
    return ((Problem) refusal.getResponse().getEntity()).errors();
  }
}
