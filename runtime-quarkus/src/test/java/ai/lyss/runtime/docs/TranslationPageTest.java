package ai.lyss.runtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.translation.CalledVendor;
import ai.lyss.runtime.translation.Callers;
import ai.lyss.runtime.translation.FieldFates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TranslationPageTest {

  private static final Path PAGE = Path.of("../docs/translation.md");

  @Test
  void is_what_the_code_does() throws IOException {
    try (var callers = new Callers()) {
      var expected = TranslationPage.text(CalledVendor.all(), new FieldFates(callers));
      if (PageUpdate.asked("translation.update")) {
        Files.writeString(PAGE, expected);
      }
      assertThat(PAGE)
          .as(
              "docs/translation.md; to make it anew: mvn -pl runtime-quarkus -am test"
                  + " -Dtest=TranslationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                  + " -Dtranslation.update=true")
          .hasContent(expected);
    }
  }
}
