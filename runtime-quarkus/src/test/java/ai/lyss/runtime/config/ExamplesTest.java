package ai.lyss.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesTest {

  private static GatewayConfig read(String name) throws IOException {
    return new SmallRyeConfigBuilder()
        .withMapping(GatewayConfig.class)
        .withMappingIgnore("quarkus.**")
        .withSources(
            new YamlConfigSource(name, Files.readString(Path.of("../config").resolve(name))))
        .build()
        .getConfigMapping(GatewayConfig.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.yaml.example", "test.yaml.example", "prod.yaml.example"})
  void hold_settings_that_exist_and_values_that_are_allowed(String name) throws IOException {
    assertThat(read(name).store()).isPresent();
  }

  @Test
  void show_how_a_setting_and_one_below_it_are_given_in_yaml() throws IOException {
    assertThat(read("prod.yaml.example").store()).contains(StoreKind.EXTERNAL);
    assertThat(read("prod.yaml.example").storeWait()).isEqualTo(Duration.ofSeconds(60));
  }
}
