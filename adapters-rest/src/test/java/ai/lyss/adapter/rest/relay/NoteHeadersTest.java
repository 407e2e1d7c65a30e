package ai.lyss.adapter.rest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoteHeadersTest {

  private static String named(List<String> dropped) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    NoteHeaders.putDropped(dropped, headers);
    return headers.get("x-lyss-dropped");
  }

  @Test
  void names_each_place_while_a_header_holds_them() {
    assertThat(named(List.of())).isNull();
    assertThat(named(List.of("/seed", "/a,b"))).isEqualTo("/seed,/a%2Cb");
    var many = IntStream.range(0, 32).mapToObj(i -> "/messages/" + i).toList();
    assertThat(named(many)).isEqualTo(String.join(",", many));
  }

  @Test
  void names_the_fields_they_stand_in_where_there_are_too_many() {
    var many = IntStream.range(0, 33).mapToObj(i -> "/messages/" + i + "/name").toList();
    assertThat(named(many)).isEqualTo("/messages");
    var wide = IntStream.range(0, 20).mapToObj(i -> "/tools/" + "x".repeat(120) + i).toList();
    assertThat(named(wide)).isEqualTo("/tools");
    var fields = IntStream.range(0, 99).mapToObj(i -> "/f" + i).toList();
    assertThat(named(fields).split(",")).hasSize(32);
  }
}
