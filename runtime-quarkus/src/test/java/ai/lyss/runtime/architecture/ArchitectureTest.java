package ai.lyss.runtime.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The code of all modules keeps every rule. */
class ArchitectureTest {

  private static final String ROOT = "ai.lyss";

  @TestFactory
  Stream<DynamicTest> the_code_keeps_the_rule() {
    var code = code();
    return ArchitectureRules.of(ROOT).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(code)));
  }

  // The library's own option knows test folders but not the jar that test classes are shared in.
  private static JavaClasses code() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages(ROOT);
  }
}
