package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CursorTest {

  @Test
  void reads_what_it_writes() {
    for (var id : List.of(new UUID(0, 0), new UUID(-1, -1), Seeds.id(), Seeds.id())) {
      assertThat(Cursor.read(Cursor.of(id))).as("seed %d", Seeds.seed()).contains(id);
    }
  }

  @Test
  void does_not_read_what_it_did_not_write() {
    var good = Cursor.of(Seeds.id());
    for (var bad : List.of("", "zz", "?", good + "A", good.substring(1), good + "==", " " + good)) {
      assertThat(Cursor.read(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void has_one_spelling_for_an_id() {
    assertThat(Cursor.read("AAAAAAAAAAAAAAAAAAAAAA")).contains(new UUID(0, 0));
    assertThat(Cursor.read("AAAAAAAAAAAAAAAAAAAAAB")).isEmpty();
  }
}
