package ai.lyss.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.admin.FirstProvider;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstProvidersTest {

  private static List<FirstProvider> of(Map<String, String> environment) {
    return FirstProviders.of(environment::get);
  }

  private static FirstProvider last(Map<String, String> environment) {
    var all = of(environment);
    assertThat(all).hasSize(2);
    return all.getLast();
  }

  @Test
  void makes_a_simulator_at_least() {
    assertThat(of(Map.of("DEEPSEEK_API_KEY", "  ", "OPENAI_API_KEY", "")))
        .singleElement()
        .satisfies(
            simulator -> {
              assertThat(simulator.step()).isEqualTo("provider-simulator");
              assertThat(simulator.vendor().id()).isEqualTo("simulator");
              assertThat(simulator.credential().isSet()).isFalse();
            });
  }

  @Test
  void makes_deepseek_of_its_key() {
    var made = last(Map.of("DEEPSEEK_API_KEY", " sk-d "));

    assertThat(made.step()).isEqualTo("provider-deepseek");
    assertThat(made.vendor().id()).isEqualTo("deepseek");
    assertThat(made.baseUrl()).as("the vendor's own").isNull();
    assertThat(made.credential().field(Credential.API_KEY).reveal()).isEqualTo("sk-d");
    assertThat(made.models())
        .extracting(model -> model.name().value())
        .containsExactly("deepseek-flash", "deepseek-v4-pro");
    assertThat(last(Map.of("DEEPSEEK_API_KEY", "k", "DEEPSEEK_BASE_URL", "http://h/x")).baseUrl())
        .hasToString("http://h/x");
  }

  @Test
  void makes_anthropic_of_its_key() {
    var made = last(Map.of("ANTHROPIC_API_KEY", "sk-ant-k"));

    assertThat(made.vendor().id()).isEqualTo("anthropic");
    assertThat(made.baseUrl()).as("the vendor's own").isNull();
    assertThat(made.credential().field(Credential.API_KEY).reveal()).isEqualTo("sk-ant-k");
    assertThat(made.models())
        .extracting(model -> model.name().value())
        .contains("claude-opus-4-6", "claude-haiku-4-5");
    assertThat(last(Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_BASE_URL", "http://h")).baseUrl())
        .hasToString("http://h");
  }

  @Test
  void makes_gemini_of_its_key() {
    var made = last(Map.of("GEMINI_API_KEY", "AIza-k"));

    assertThat(made.vendor().id()).isEqualTo("gemini");
    assertThat(made.baseUrl()).as("the vendor's own").isNull();
    assertThat(made.credential().field(Credential.API_KEY).reveal()).isEqualTo("AIza-k");
    assertThat(made.models())
        .extracting(model -> model.name().value())
        .contains("gemini-2.5-flash", "gemini-pro-latest");
    assertThat(last(Map.of("GEMINI_API_KEY", "k", "GEMINI_BASE_URL", "http://h/x")).baseUrl())
        .hasToString("http://h/x");
  }

  @Test
  void makes_azure_of_its_key_and_endpoint_together() {
    var key = "AZURE_OPENAI_API_KEY";
    var endpoint = "AZURE_OPENAI_ENDPOINT";
    var made = last(Map.of(key, "k", endpoint, "https://r.openai.azure.com/"));

    assertThat(made.step()).isEqualTo("provider-azure-openai");
    assertThat(made.baseUrl()).hasToString("https://r.openai.azure.com/");
    assertThat(made.settings()).isEqualTo(Settings.NONE);
    assertThat(made.priority()).as("after those whose models are known").isEqualTo(1);
    assertThat(made.models()).extracting(model -> model.name().value()).contains("gpt-4o");
    assertThat(of(Map.of(key, "k"))).hasSize(1);
    assertThat(of(Map.of(endpoint, "https://r"))).hasSize(1);
  }

  @Test
  void takes_the_version_of_azures_api_from_the_usual_variable() {
    var made =
        last(
            Map.of(
                "AZURE_OPENAI_API_KEY",
                "k",
                "AZURE_OPENAI_ENDPOINT",
                "https://r",
                "OPENAI_API_VERSION",
                "2025-04-01-preview"));

    assertThat(made.settings().text("api_version")).contains("2025-04-01-preview");
  }
}
