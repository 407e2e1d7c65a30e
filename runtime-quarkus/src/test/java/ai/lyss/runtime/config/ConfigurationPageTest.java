package ai.lyss.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.docs.PageUpdate;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

final class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void is_what_the_code_says() throws IOException {
    var expected = ConfigurationPage.text(shipped());
    if (PageUpdate.asked("configuration.update")) {
      Files.createDirectories(PAGE.resolveSibling("."));
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE)
        .as(
            "docs/configuration.md; to make it anew: mvn -pl runtime-quarkus -am test"
                + " -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dconfiguration.update=true")
        .hasContent(expected);
  }

  @Test
  void says_of_every_setting_what_holds_when_it_is_not_set() {
    assertThat(ConfigurationPage.rows())
        .hasSizeGreaterThan(15)
        .allSatisfy(row -> assertThat(row.fallback()).as(row.key()).isNotBlank());
  }

  private static Config shipped() throws IOException {
    var file = ConfigurationPageTest.class.getResource("/application.properties");
    assertThat(file).isNotNull();
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withProfile("prod")
        .withSources(new PropertiesConfigSource(file))
        .build();
  }
}
