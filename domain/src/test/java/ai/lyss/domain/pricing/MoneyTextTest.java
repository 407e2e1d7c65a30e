package ai.lyss.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MoneyTextTest {

  @Test
  void reads_sums_to_the_nano_unit() {
    assertThat(MoneyText.nanos("12.5")).isEqualTo(OptionalLong.of(12_500_000_000L));
    assertThat(MoneyText.nanos("0")).isEqualTo(OptionalLong.of(0));
    assertThat(MoneyText.nanos("0.000000001")).isEqualTo(OptionalLong.of(1));
    assertThat(MoneyText.nanos("9223372036.854775807")).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
  }

  @Test
  void reads_nothing_else() {
    for (var text :
        new String[] {
          "",
          "-1",
          "+1",
          "1e3",
          "1,5",
          ".5",
          "5.",
          "0.0000000001",
          "9223372036.854775808",
          "٣",
          "99999999999",
          " 1"
        }) {
      assertThat(MoneyText.nanos(text)).as(text).isEmpty();
    }
  }

  @Test
  void writes_what_it_reads() {
    assertThat(MoneyText.of(12_500_000_000L)).isEqualTo("12.5");
    assertThat(MoneyText.of(0)).isEqualTo("0");
    assertThat(MoneyText.of(100_000_000_000L)).isEqualTo("100");
    var random = Seeds.random(1, 1);
    for (int i = 0; i < 1000; i++) {
      long nanos = random.nextLong() >>> 1 + random.nextInt(60);
      assertThat(MoneyText.nanos(MoneyText.of(nanos)))
          .as("%d, seed %d", nanos, Seeds.seed())
          .isEqualTo(OptionalLong.of(nanos));
    }
  }
}
