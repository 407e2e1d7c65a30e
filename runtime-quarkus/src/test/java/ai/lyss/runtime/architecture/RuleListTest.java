package ai.lyss.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.docs.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of rules that people read is the list that is checked. */
class RuleListTest {

  private static final Pattern ROW = Pattern.compile("\\| (A\\d+) \\| .*");

  @Test
  void the_page_lists_every_rule_in_order() {
    var listed =
        Page.of("docs/architecture.md").prose().stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1))
            .toList();
    List<String> checked =
        ArchitectureRules.of("ai.lyss").keySet().stream()
            .map(rule -> rule.substring(0, rule.indexOf(' ')))
            .toList();
    assertThat(listed).isEqualTo(checked);
  }
}
