package ai.lyss.runtime.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are rewritten by hand only: neither {@code .ci/run} nor {@code ./lyss test} does it. */
@Timeout(60)
final class PageUpdateTest {

  private static final String SWITCH = "-Dtranslation.update=true";
  private static final Pattern READ_ELSEWHERE =
      Pattern.compile("(?:getBoolean|getProperty)\\(\\s*\"[\\w.-]*\\.update\"");

  @TempDir Path tree;

  @Test
  void a_switch_counts_outside_the_gate_only() {
    var given = new Properties();
    given.setProperty("a.update", "true");

    assertThat(PageUpdate.asked("a.update", given, Map.of())).isTrue();
    assertThat(PageUpdate.asked("b.update", given, Map.of())).isFalse();
    assertThat(PageUpdate.asked("b.update", given, Map.of(PageUpdate.MARK, "1"))).isFalse();
    assertThatThrownBy(() -> PageUpdate.asked("a.update", given, Map.of(PageUpdate.MARK, "1")))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a.update: true (expected: not in ./lyss test, which rewrites no page)");
  }

  @Test
  void no_test_reads_a_switch_by_itself() throws IOException {
    var reading = new ArrayList<Path>();
    try (var modules = Files.newDirectoryStream(Repository.root(), "*")) {
      for (var module : modules) {
        var tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          reading.addAll(readingASwitch(tests));
        }
      }
    }
    assertThat(reading).isEmpty();
  }

  private static List<Path> readingASwitch(Path tests) throws IOException {
    var reading = new ArrayList<Path>();
    try (var files = Files.walk(tests)) {
      for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (READ_ELSEWHERE.matcher(Files.readString(file)).find()) {
          reading.add(file);
        }
      }
    }
    return reading;
  }

  @Test
  void ci_refuses_a_switch_among_its_arguments() throws Exception {
    assertThat(refusal(List.of(".ci/run", SWITCH), Map.of()))
        .isEqualTo("lyss: test: " + SWITCH + " (expected: no arguments)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAVEN_OPTS",
        "MAVEN_ARGS",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS"
      })
  void the_gate_refuses_a_switch_in_the_environment(String name) throws Exception {
    assertThat(refusal(List.of("./lyss", "test"), Map.of(name, "-Xmx1g " + SWITCH + " -ea")))
        .isEqualTo(
            "lyss: test: "
                + name
                + " has "
                + SWITCH
                + " (expected: no switch that rewrites pages)");
  }

  @Test
  void ci_refuses_a_switch_in_the_environment() throws Exception {
    assertThat(refusal(List.of(".ci/run"), Map.of("MAVEN_ARGS", SWITCH)))
        .contains("MAVEN_ARGS has " + SWITCH);
  }

  @Test
  void the_gate_refuses_a_switch_in_the_settings_of_the_tree() throws Exception {
    Files.createDirectory(tree.resolve(".mvn"));
    Files.writeString(tree.resolve(".mvn/maven.config"), "-B\n-Dconfiguration.update\n");
    assertThat(refusal(List.of("./lyss", "test"), Map.of()))
        .contains(".mvn/maven.config has -Dconfiguration.update ");
  }

  /**
   * Runs it in a tree that has nothing to build or test, and returns what it says of the switch.
   */
  private String refusal(List<String> command, Map<String, String> environment) throws Exception {
    for (var script : new String[] {"lyss", ".ci/run"}) {
      Files.createDirectories(tree.resolve(script).getParent());
      Files.copy(
          Repository.root().resolve(script),
          tree.resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    var builder = new ProcessBuilder(command).directory(tree.toFile()).redirectErrorStream(true);
    Stream.of("MAVEN_OPTS", "MAVEN_ARGS").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(2);
    return said.lines().filter(line -> line.startsWith("lyss: ")).toList().getFirst();
  }
}
