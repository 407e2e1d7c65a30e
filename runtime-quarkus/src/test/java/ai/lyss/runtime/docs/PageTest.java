package ai.lyss.runtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader of pages sees what it has to see. */
class PageTest {

  private final Page page =
      Page.parse(
          Path.of("page.md"),
          List.of(
              "# Title, with `code`",
              "See [there](docs/x.md#a-b), `[not](this.md)` and ![that](y.svg).",
              "<!-- example: first -->",
              "```sh",
              "# no heading",
              "./lyss run",
              "```",
              "## A B",
              "```",
              "nameless",
              "```"));

  @Test
  void finds_links_outside_of_code() {
    assertThat(page.links()).containsExactly("docs/x.md#a-b", "y.svg");
  }

  @Test
  void finds_headings_outside_of_blocks() {
    assertThat(page.headingDepths()).containsExactly(1, 2);
    assertThat(page.anchors()).containsExactly("title-with-code", "a-b");
  }

  @Test
  void gives_examples_by_name() {
    assertThat(page.blocks()).hasSize(2);
    assertThat(page.examples())
        .containsOnlyKeys("first")
        .containsValue("# no heading\n./lyss run\n");
  }

  @Test
  void sees_all_that_is_set_as_code() {
    assertThat(page.code())
        .containsExactly("code", "[not](this.md)", "# no heading", "./lyss run", "nameless");
  }
}
