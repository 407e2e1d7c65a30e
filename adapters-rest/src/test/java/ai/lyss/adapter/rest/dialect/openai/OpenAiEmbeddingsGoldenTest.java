package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.golden.GoldenEmbeddings;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class OpenAiEmbeddingsGoldenTest extends GoldenEmbeddings {

  OpenAiEmbeddingsGoldenTest() {
    super("openai");
  }

  @Override
  protected RequestReading read(byte[] body) {
    return OpenAiEmbeddingsReader.read(body);
  }

  @Override
  protected String asking(JsonTree item) {
    int count = item.get("vectors").children().size();
    var texts = String.join(",", Collections.nCopies(count, "\"a\""));
    var encoding = item.textOf("encoding");
    return "{\"model\":\"m\",\"input\":["
        + texts
        + "],\"encoding_format\":\""
        + (encoding == null ? "float" : encoding)
        + "\"}";
  }

  private JsonTree answered(String encoding, String vectors) {
    var item = GoldenFile.json("{\"encoding\":\"" + encoding + "\",\"vectors\":[" + vectors + "]}");
    var request =
        (EmbeddingsRequest)
            ((RequestReading.Relayable) read(asking(item).getBytes(UTF_8))).request();
    return GoldenFile.json(written(request, item, 0)).get("data");
  }

  @Test
  void base64_and_numbers_say_the_same() {
    var random = Seeds.random(31, 0);
    var vectors = new StringJoiner(",");
    for (int i = 0; i < 20; i++) {
      var numbers = new StringJoiner(",", "[", "]");
      for (int j = random.nextInt(50); j > 0; j--) {
        numbers.add(Double.toString(random.nextGaussian() / 32));
      }
      vectors.add(numbers.toString());
    }
    var numbers = answered("float", vectors.toString()).children();
    var packed = answered("base64", vectors.toString()).children();

    assertThat(packed).hasSameSizeAs(numbers);
    for (int i = 0; i < numbers.size(); i++) {
      var bytes = Base64.getDecoder().decode(packed.get(i).textOf("embedding"));
      var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      assertThat(packed.get(i).get("index").whole()).isEqualTo(i);
      for (var number : numbers.get(i).get("embedding").children()) {
        assertThat(floats.get())
            .as("seed %s", Seeds.seed())
            .isEqualTo(Float.parseFloat(number.raw().text()));
      }
      assertThat(floats.hasRemaining()).isFalse();
    }
  }
}
