package ai.lyss.runtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the documents name exists, and the two READMEs are twins. */
class DocumentsTest {

  private static final Pattern COMMAND = Pattern.compile("\\./lyss ([a-z-]+)");
  private static final Pattern SETTING = Pattern.compile("(?<![\\w.])lyss(\\.[a-z0-9-]+)+");
  private static final Pattern CALL =
      Pattern.compile("^(GET|POST|PUT|PATCH|DELETE) (/(?:api/)?v1/[^\\s?]+)");
  private static final Pattern ADDRESS =
      Pattern.compile("http://localhost:8080(/(?:api/)?v1/[^\\s\"'?]+)");

  private final List<Page> pages = Repository.pages();

  DocumentsTest() throws IOException {}

  @Test
  void every_relative_link_leads_somewhere() {
    var dead = new ArrayList<String>();
    for (var page : pages) {
      for (var link : page.links()) {
        if (!link.contains(":") && !leadsSomewhere(page, link)) {
          dead.add(Repository.root().relativize(page.file()) + ": " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  @Timeout(60)
  void every_command_is_one_that_help_lists() throws Exception {
    var known = found(COMMAND, helpText().lines());
    assertThat(known).contains("run", "test", "help");
    assertThat(known).containsAll(found(COMMAND, code()));
  }

  @Test
  void every_setting_is_in_the_list_of_settings() {
    var listed = Page.of("docs/configuration.md").code();
    assertThat(listed).isNotEmpty();
    var known =
        listed.stream()
            .flatMap(code -> SETTING.matcher(code).results())
            .map(match -> match.group())
            .collect(Collectors.toSet());
    var named =
        code()
            .flatMap(code -> SETTING.matcher(code).results())
            .map(match -> match.group())
            .collect(Collectors.toSet());
    assertThat(known).containsAll(named);
  }

  @Test
  void every_call_is_served() {
    var served =
        EndpointTable.SERVED.all().stream()
            .map(endpoint -> endpoint.verb() + " " + endpoint.openApiPath())
            .toList();
    var calls =
        code()
            .flatMap(code -> CALL.matcher(code).results())
            .map(call -> call.group(1) + " " + call.group(2))
            .toList();
    assertThat(calls).isNotEmpty();
    assertThat(served).containsAll(calls);
  }

  @Test
  void every_address_is_served() {
    var served = EndpointTable.SERVED.all().stream().map(Endpoint::openApiPath).toList();
    assertThat(found(ADDRESS, code()))
        .isNotEmpty()
        .allMatch(address -> served.contains(address.replaceAll("\\$[A-Z]+", "{id}")));
  }

  @Test
  void the_two_readmes_are_twins() {
    var english = Page.of("README.md");
    var chinese = Page.of("README.zh-CN.md");
    assertThat(chinese.headingDepths()).isEqualTo(english.headingDepths());
    assertThat(chinese.blocks()).isEqualTo(english.blocks());
    assertThat(chinese.examples()).isEqualTo(english.examples());
    assertThat(withoutTwin(chinese)).isEqualTo(withoutTwin(english));
  }

  @Test
  void the_readme_has_the_examples_that_other_tests_run() {
    assertThat(Page.of("README.md").examples())
        .containsKeys("commands", "curl", "python", "javascript", "java", "provider", "channel");
  }

  @Test
  void the_java_example_compiles(@TempDir Path folder) throws IOException {
    var source = folder.resolve("Hello.java");
    Files.writeString(source, Page.of("README.md").examples().get("java"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(status).as("javac").isZero();
  }

  private Stream<String> code() {
    return pages.stream().flatMap(page -> page.code().stream());
  }

  private static Set<String> found(Pattern pattern, Stream<String> lines) {
    return lines
        .flatMap(line -> pattern.matcher(line).results())
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static List<String> withoutTwin(Page readme) {
    return readme.links().stream().filter(link -> !link.startsWith("README")).toList();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    int hash = link.indexOf('#');
    var path = hash < 0 ? link : link.substring(0, hash);
    var target = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0
        || !target.toString().endsWith(".md")
        || Page.read(target).anchors().contains(link.substring(hash + 1));
  }

  private static String helpText() throws IOException, InterruptedException {
    var help =
        new ProcessBuilder(Repository.root().resolve("lyss").toString(), "help")
            .redirectErrorStream(true)
            .start();
    var text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(help.waitFor(30, TimeUnit.SECONDS)).as("help ended").isTrue();
    assertThat(help.exitValue()).as(text).isZero();
    return text;
  }
}
