package ai.lyss.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RequestIdTest {

  @Test
  void keeps_what_the_caller_presents_when_it_is_visible_ascii() {
    for (var good : List.of("a", "~", "!", "x".repeat(128))) {
      assertThat(RequestId.of(good, UUID::randomUUID)).isEqualTo(good);
    }
  }

  @Test
  void makes_a_new_one_otherwise() {
    for (var bad : List.of("", " ", "a b", "a\n", "é", "x".repeat(129))) {
      assertThat(RequestId.of(bad, UUID::randomUUID)).as(bad).isNotEqualTo(bad).hasSize(36);
    }
    assertThat(RequestId.of(null, UUID::randomUUID))
        .isNotEqualTo(RequestId.of(null, UUID::randomUUID));
  }
}
