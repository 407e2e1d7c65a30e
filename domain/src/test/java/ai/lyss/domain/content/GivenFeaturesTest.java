package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GivenFeaturesTest {

  @Test
  void knows_what_was_given_and_where() {
    var given = new GivenFeatures();
    given.add(Feature.SEED, "/seed");
    given.add(Feature.UNKNOWN, "/a");
    given.add(Feature.UNKNOWN, "/b");
    given.add(Feature.UNKNOWN, "/a");

    assertThat(given.all()).containsExactlyInAnyOrder(Feature.SEED, Feature.UNKNOWN);
    assertThat(given.has(Feature.SEED)).isTrue();
    assertThat(given.has(Feature.STOP)).isFalse();
    assertThat(given.places(Feature.UNKNOWN)).containsExactly("/a", "/b");
    assertThat(given.places(Feature.STOP)).isEmpty();
  }

  @Test
  void keeps_the_first_of_many_places() {
    var given = new GivenFeatures();
    for (int i = 0; i < 1_000; i++) {
      given.add(Feature.TOOL_HISTORY, "/messages/" + i);
    }
    assertThat(given.places(Feature.TOOL_HISTORY)).hasSize(16).startsWith("/messages/0");
  }

  @Test
  void lets_nobody_else_change_it() {
    var given = new GivenFeatures();
    given.add(Feature.SEED, "/seed");
    assertThatThrownBy(() -> given.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> given.places(Feature.SEED).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void has_a_title_of_its_own_for_every_feature() {
    assertThat(Arrays.stream(Feature.values()).map(Feature::title))
        .doesNotHaveDuplicates()
        .allMatch(title -> !title.isBlank() && !title.contains("|"));
  }

  @Test
  void meets_budgets_and_efforts_in_the_middle() {
    assertThat(Effort.ofBudget(0)).isEqualTo(Effort.NONE);
    assertThat(Effort.ofBudget(1)).isEqualTo(Effort.LOW);
    assertThat(Effort.ofBudget(1_024)).isEqualTo(Effort.LOW);
    assertThat(Effort.ofBudget(1_025)).isEqualTo(Effort.MEDIUM);
    assertThat(Effort.ofBudget(100_000)).isEqualTo(Effort.MAX);
    for (var effort : Effort.values()) {
      assertThat(Effort.ofWireName(effort.wireName())).contains(effort);
      assertThat(Effort.ofBudget(effort.budgetTokens()).budgetTokens())
          .isEqualTo(effort.budgetTokens());
    }
    assertThat(Effort.ofWireName("HIGH")).isEmpty();
    assertThat(new ReasoningWish(null, 3_000L, null).asEffort()).isEqualTo(Effort.HIGH);
    assertThat(new ReasoningWish(Effort.LOW, 3_000L, null).asEffort()).isEqualTo(Effort.LOW);
    assertThat(new ReasoningWish(Effort.LOW, null, null).asBudget()).isEqualTo(1_024);
    assertThat(ReasoningWish.UNSAID.asEffort()).isNull();
    assertThat(ReasoningWish.UNSAID.asBudget()).isNull();
  }
}
