package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Order.By;
import ai.lyss.domain.store.Order.Direction;
import ai.lyss.domain.store.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CursorTest {

  private static final Order BY_NAME = new Order(By.NAME, Direction.ASCENDING);
  private static final Order BY_CHANGE = new Order(By.UPDATED, Direction.DESCENDING);

  @Test
  void reads_what_it_writes() {
    for (var id : List.of(new UUID(0, 0), new UUID(-1, -1), Seeds.id(), Seeds.id())) {
      for (var value : List.of("", "a", "Zoë 😀", "x".repeat(300))) {
        var place = new Page.Place(value, id);
        assertThat(Cursor.read(Cursor.of(place, BY_NAME), BY_NAME))
            .as("seed %d", Seeds.seed())
            .contains(place);
      }
      var time = new Page.Place("2026-11-01T12:00:00.123456Z", id);
      assertThat(Cursor.read(Cursor.of(time, BY_CHANGE), BY_CHANGE)).contains(time);
      var making = new Page.Place("", id);
      assertThat(Cursor.read(Cursor.of(making, Order.OF_MAKING), Order.OF_MAKING)).contains(making);
    }
  }

  @Test
  void does_not_read_what_it_did_not_write() {
    var good = Cursor.of(new Page.Place("", Seeds.id()), Order.OF_MAKING);
    for (var bad : List.of("", "zz", "?", good + "A", good.substring(1), good + "==", " " + good)) {
      assertThat(Cursor.read(bad, Order.OF_MAKING)).as(bad).isEmpty();
    }
  }

  @Test
  void does_not_read_times_that_a_store_does_not_have() {
    for (var time :
        List.of("+1000000000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z")) {
      var place = new Page.Place(time, Seeds.id());
      assertThat(Cursor.read(Cursor.of(place, BY_CHANGE), BY_CHANGE)).as(time).isEmpty();
    }
  }

  @Test
  void does_not_read_a_cursor_of_another_order() {
    var place = new Page.Place("name", Seeds.id());
    var turned = new Order(By.NAME, Direction.DESCENDING);

    assertThat(Cursor.read(Cursor.of(place, BY_NAME), turned)).isEmpty();
    assertThat(Cursor.read(Cursor.of(place, BY_NAME), BY_CHANGE)).isEmpty();
    assertThat(Cursor.read(Cursor.of(place, BY_CHANGE), BY_CHANGE)).as("no time").isEmpty();
  }

  @Test
  void has_one_spelling_for_a_place() {
    var cursor = Cursor.of(new Page.Place("", new UUID(0, 0)), Order.OF_MAKING);

    assertThat(cursor).endsWith("AA");
    assertThat(Cursor.read(cursor.substring(0, cursor.length() - 1) + "B", Order.OF_MAKING))
        .isEmpty();
  }
}
