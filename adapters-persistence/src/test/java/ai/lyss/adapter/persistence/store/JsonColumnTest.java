package ai.lyss.adapter.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonColumnTest {

  @Test
  void reads_what_it_wrote() {
    Map<String, Object> values =
        Map.of(
            "text",
            "a\"\\ä🔑",
            "whole",
            7,
            "long",
            7_000_000_000L,
            "huge",
            new BigInteger("123456789012345678901234567890"),
            "exact",
            new BigDecimal("2.50"),
            "flag",
            true,
            "list",
            List.of(1, Map.of("deep", List.of())));

    assertThat(JsonColumn.read(JsonColumn.write(values))).isEqualTo(values);
  }

  @Test
  void does_not_show_what_it_could_not_read() {
    for (var wrong : List.of("{\"api_key\": sk-secret", "[\"sk-secret\"]", "\"sk-secret\"")) {
      assertThatThrownBy(() -> JsonColumn.readTexts(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }
}
