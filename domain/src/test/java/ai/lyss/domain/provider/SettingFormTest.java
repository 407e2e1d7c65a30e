package ai.lyss.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingFormTest {

  private static final SettingForm STATUS = new SettingForm.Whole(400, 599);

  @Test
  void takes_whole_numbers_within_their_bounds_only() {
    assertThat(List.of(400, 599L, BigInteger.valueOf(500))).allMatch(STATUS::accepts);
    assertThat(List.of(399, 600L, 4e2, new BigDecimal("400"), "400", BigInteger.TWO.pow(200), true))
        .noneMatch(STATUS::accepts);
    assertThat(STATUS.expected()).isEqualTo("a whole number from 400 to 599");
  }

  @Test
  void takes_numbers_of_any_kind_within_their_bounds() {
    var share = new SettingForm.Decimal(0, 0.5);

    assertThat(List.of(0, 0.5, new BigDecimal("0.25"))).allMatch(share::accepts);
    assertThat(List.of(-1, 0.51, Double.NaN, "0", List.of())).noneMatch(share::accepts);
    assertThat(share.accepts(new BigDecimal("1e-20"))).isTrue();
    assertThat(share.accepts(new BigDecimal("1e-21"))).as("more than a store holds").isFalse();
    assertThat(share.expected()).isEqualTo("a number from 0 to 0.5");
  }

  @Test
  void takes_truth_values_choices_and_texts_of_a_pattern() {
    assertThat(new SettingForm.Flag().accepts(false)).isTrue();
    assertThat(new SettingForm.Flag().accepts("false")).isFalse();
    var choice = new SettingForm.Choice(List.of("a", "b"));
    assertThat(choice.accepts("b")).isTrue();
    assertThat(choice.accepts("c")).isFalse();
    assertThat(choice.expected()).isEqualTo("one of a, b");
    var text = new SettingForm.Text("[a-z]{2}", "two letters");
    assertThat(text.accepts("ab")).isTrue();
    assertThat(List.of("abc", "ab\n", "", 1)).noneMatch(text::accepts);
  }

  @Test
  void takes_one_value_or_a_list_and_maps_of_values() {
    var several = new SettingForm.OneOrMore(STATUS, 2);
    assertThat(several.accepts(404)).isTrue();
    assertThat(several.accepts(List.of(404, 503))).isTrue();
    assertThat(List.of(List.of(), List.of(404, 1), List.of(404, 404, 404), "404"))
        .noneMatch(several::accepts);
    var map = new SettingForm.MapOf(STATUS, 1);
    assertThat(map.accepts(Map.of("a", 404))).isTrue();
    assertThat(List.of(Map.of("a", 1), Map.of("a", 404, "b", 404), List.of(404)))
        .noneMatch(map::accepts);
    assertThat(List.of("", "a\0b", "x".repeat(257)))
        .noneMatch(key -> map.accepts(Map.of(key, 404)));
  }
}
