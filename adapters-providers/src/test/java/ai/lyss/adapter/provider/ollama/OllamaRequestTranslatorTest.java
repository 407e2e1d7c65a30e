package ai.lyss.adapter.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.golden.CanonicalContent;
import ai.lyss.adapter.provider.ollama.OllamaRequestTranslator.Answer;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.model.ModelName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaRequestTranslatorTest {

  private static Fitting translated(ChatContent content) {
    var fitting = Fitting.of(content, OllamaTreatments.TABLE);
    new OllamaRequestTranslator(content, fitting).body(new ModelName("m"), Answer.WHOLE);
    return fitting;
  }

  private static ChatContent content(String message) {
    return CanonicalContent.read(GoldenFile.json("{\"messages\":[" + message + "]}"));
  }

  /** The table knows of none of it, so that only the translator can see it. */
  private static ChatContent unnoticed(String message) {
    var content = content(message);
    return new ChatContent(
        content.messages(),
        content.sampling(),
        content.tools(),
        content.format(),
        content.reasoning(),
        content.labels(),
        new GivenFeatures());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"image\":{\"url\":\"https://example.org/a.png\"}}",
        "{\"image\":{\"file\":\"file_1\"}}",
        "{\"document\":{\"url\":\"https://example.org/a.pdf\"}}",
        "{\"document\":{\"mediaType\":\"application/pdf\",\"base64\":\"QUJD\"}}",
        "{\"document\":{\"file\":\"file_1\"}}",
        "{\"audio\":{\"mediaType\":\"audio/wav\",\"base64\":\"QUJD\"}}"
      })
  void refuses_what_it_cannot_write_even_where_nobody_noticed_it(String part) {
    assertThat(translated(unnoticed("{\"user\":[" + part + "]}")).failure()).isNotNull();
    var result = "{\"tool\":\"call_1\",\"name\":\"f\",\"parts\":[" + part + "]}";
    assertThat(translated(unnoticed(result)).failure()).isNotNull();
  }

  @Test
  void refuses_images_of_the_assistant_rather_than_forget_them() {
    var image = "{\"image\":{\"mediaType\":\"image/png\",\"base64\":\"QUJD\"}}";
    assertThat(translated(content("{\"user\":[" + image + "]}")).failure()).isNull();
    assertThat(translated(content("{\"assistant\":[" + image + "]}")).failure()).isNotNull();
  }

  @Test
  void names_the_place_of_what_nobody_fetched() {
    var image = content("{\"user\":[\"a\",{\"image\":{\"url\":\"https://example.org/a\"}}]}");
    assertThat(translated(image).failure().error().param()).isEqualTo("/messages/0/user/1");
    var file = content("{\"user\":[\"a\",{\"document\":{\"url\":\"https://example.org/a\"}}]}");
    assertThat(translated(file).failure().error().param()).isEqualTo("/messages/0/user/1");
  }
}
