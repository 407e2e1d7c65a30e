package ai.lyss.runtime.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.anthropic.AnthropicProtocol;
import ai.lyss.adapter.provider.gemini.GeminiProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.ollama.OllamaProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.adapter.provider.translate.Treatments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TranslationPageTest {

  private static final Path PAGE = Path.of("../docs/translation.md");

  private static Map<String, Treatments> vendors() {
    var clock = InstantSource.system();
    var limits = AnswerLimits.STANDARD;
    var vendors = new LinkedHashMap<String, Treatments>();
    vendors.put("openai", OpenAiProtocol.openAi("1", clock, limits).treatments());
    vendors.put("azure-openai", OpenAiProtocol.azure("1", clock, limits).treatments());
    vendors.put("deepseek", OpenAiProtocol.deepSeek("1", clock, limits).treatments());
    vendors.put("openai-compatible", OpenAiProtocol.compatible("1", clock, limits).treatments());
    vendors.put("anthropic", new AnthropicProtocol("1", clock, limits).treatments());
    vendors.put("gemini", GeminiProtocol.TREATMENTS);
    vendors.put("ollama", OllamaProtocol.TREATMENTS);
    return vendors;
  }

  @Test
  void is_what_the_code_does() throws IOException {
    var expected = TranslationPage.text(vendors());
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
