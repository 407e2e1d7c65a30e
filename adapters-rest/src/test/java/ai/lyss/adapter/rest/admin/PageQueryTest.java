package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Order.By;
import ai.lyss.domain.store.Order.Direction;
import ai.lyss.domain.store.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageQueryTest {

  @Test
  void takes_fifty_from_the_beginning_when_nothing_is_asked() {
    assertThat(asked()).isEqualTo(new Page.Request(50, null));
    assertThat(asked("cursor", "")).isEqualTo(new Page.Request(50, null));
  }

  @Test
  void takes_what_is_asked() {
    var place = new Page.Place("zeta", Seeds.id());
    var byName = new Order(By.NAME, Direction.DESCENDING);

    assertThat(asked("limit", "1", "sort", "-name", "cursor", Cursor.of(place, byName)))
        .isEqualTo(new Page.Request(1, place, byName, Map.of()));
    assertThat(asked("limit", "1000")).isEqualTo(new Page.Request(1000, null));
    assertThat(asked("sort", "updated_at").order())
        .isEqualTo(new Order(By.UPDATED, Direction.ASCENDING));
    assertThat(asked("sort", "-created_at").order())
        .isEqualTo(new Order(By.CREATED, Direction.DESCENDING));
  }

  @Test
  void takes_the_filters_that_the_collection_knows() {
    var id = Seeds.id();

    assertThat(asked("tag", "east", "enabled", "false", "provider_id", id.toString()).filters())
        .isEqualTo(Map.of("tag", "east", "enabled", "false", "provider_id", id.toString()));
    assertThat(asked("provider_id", id.toString().toUpperCase(Locale.ROOT)).filters())
        .isEqualTo(Map.of("provider_id", id.toString()));
  }

  @Test
  void refuses_limits_out_of_bounds() {
    for (var bad : List.of("0", "1001", "-1", "1.5", "", "ten", "99999999999", "+5")) {
      assertThat(refused("limit", bad)).as(bad).containsExactly("limit");
    }
  }

  @Test
  void names_every_parameter_that_is_out_of_order_or_not_known() {
    assertThat(
            refused(
                "limit",
                "0",
                "cursor",
                "zz",
                "sort",
                "colour",
                "colour",
                "red",
                "enabled",
                "maybe",
                "provider_id",
                "x"))
        .containsExactly("limit", "sort", "cursor", "colour", "enabled", "provider_id");
  }

  @Test
  void refuses_a_cursor_of_another_order() {
    var cursor = Cursor.of(new Page.Place("", Seeds.id()), Order.OF_MAKING);

    assertThat(refused("cursor", cursor, "sort", "-created_at")).containsExactly("cursor");
  }

  private static Page.Request asked(String... parameters) {
    var query = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < parameters.length; i += 2) {
      query.put(parameters[i], List.of(parameters[i + 1]));
    }
    return PageQuery.of(query, ListParameters.CHANNELS);
  }

  private static List<String> refused(String... parameters) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> asked(parameters));
    return ((Problem) refusal.getResponse().getEntity())
        .errors().stream().map(Fault::parameter).toList();
  }
}
