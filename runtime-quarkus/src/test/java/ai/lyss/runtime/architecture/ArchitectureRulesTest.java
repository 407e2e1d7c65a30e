package ai.lyss.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each rule can fail: the negative tree breaks every one, and each names who broke it. The tree is
 * compiled here and not with the tests, because Quarkus would take its resources, beans and
 * entities for the application's own.
 */
class ArchitectureRulesTest {

  private static final String ROOT = "broken.lyss";
  private static final Path SOURCES = Path.of("src", "test", "negative");

  /** What the report of each rule must speak of. */
  private static final Map<String, List<String>> CULPRITS =
      Map.ofEntries(
          Map.entry("A1", List.of("domain.channel.Channel", "adapter.persistence.channel")),
          Map.entry("A2", List.of("ApplicationScoped", "ChatPipeline")),
          Map.entry("A3", List.of("Transactional")),
          Map.entry("A4", List.of("Instant.now()", "java.util.Random.<init>", "runAsync")),
          Map.entry("A5", List.of("ChatManager", "ChannelEntity")),
          Map.entry("A6", List.of("AnthropicWire", "OpenAiWire")),
          Map.entry("A7", List.of("AnthropicThings")),
          Map.entry("A8", List.of("ChatManager")),
          Map.entry("A9", List.of("AnthropicWire", "OpenAiWire")),
          Map.entry("A10", List.of("NotAPort")),
          Map.entry("A11", List.of("ChatPipeline")),
          Map.entry("A12", List.of("Lonely", "ChannelRepository")),
          Map.entry(
              "A13", List.of("ChatManager", "DefaultKeyResource.port", "DefaultKeyResource.stage")),
          Map.entry("A14", List.of("ChatPipeline.add()", "jakarta.persistence.Id")),
          Map.entry("A15", List.of("domain.channel", "application.chat")),
          Map.entry("A16", List.of("broken.lyss.runtime", "broken.lyss.domain.port")),
          Map.entry("A17", List.of("ChatManager", "DefaultKeyResource")),
          Map.entry("A18", List.of("domain.channel.Channel")),
          Map.entry("A19", List.of("IOException")),
          Map.entry("A20", List.of("ChatManager.entity")),
          Map.entry("A21", List.of("ChatManager.repository")),
          Map.entry("A22", List.of("System.out")),
          Map.entry("A23", List.of("Router.get", "annotated with @Path")),
          Map.entry("A24", List.of("Rows")));

  @TempDir static Path compiled;

  @TestFactory
  Stream<DynamicTest> the_rule_can_fail() throws IOException {
    var broken = brokenTree();
    return ArchitectureRules.of(ROOT).entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(),
                    () -> {
                      var report = rule.getValue().evaluate(broken).getFailureReport();
                      assertThat(String.join("\n", report.getDetails()))
                          .contains(CULPRITS.get(number(rule.getKey())));
                    }));
  }

  @Test
  void every_rule_has_its_culprits_and_its_own_number() {
    assertThat(ArchitectureRules.of(ROOT).keySet().stream().map(ArchitectureRulesTest::number))
        .containsExactlyInAnyOrderElementsOf(CULPRITS.keySet());
  }

  private static String number(String rule) {
    return rule.substring(0, rule.indexOf(' '));
  }

  private static JavaClasses brokenTree() throws IOException {
    try (var sources = Files.walk(SOURCES)) {
      var arguments =
          Stream.concat(
              Stream.of(
                  "-proc:none",
                  "-nowarn",
                  "-d",
                  compiled.toString(),
                  "-classpath",
                  System.getProperty("java.class.path")),
              sources.map(Path::toString).filter(name -> name.endsWith(".java")));
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      assertThat(status).as("javac on the negative tree").isZero();
    }
    return new ClassFileImporter().importPath(compiled);
  }
}
