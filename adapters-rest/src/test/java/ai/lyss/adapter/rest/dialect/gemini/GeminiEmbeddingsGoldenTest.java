package ai.lyss.adapter.rest.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.golden.GoldenEmbeddings;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.json.JsonTree;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class GeminiEmbeddingsGoldenTest extends GoldenEmbeddings {

  private static final String CONTENT = "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}";

  GeminiEmbeddingsGoldenTest() {
    super("gemini");
  }

  @Override
  protected RequestReading read(byte[] body) {
    return new String(body, UTF_8).contains("\"requests\"")
        ? GeminiEmbeddingsReader.readBatch("m", body)
        : GeminiEmbeddingsReader.readOne("m", body);
  }

  @Override
  protected String asking(JsonTree item) {
    int count = item.get("vectors").children().size();
    return item.get("one") == null
        ? "{\"requests\":[" + String.join(",", Collections.nCopies(count, CONTENT)) + "]}"
        : CONTENT;
  }

  @Test
  void finds_everything() {
    var content = "{\"parts\":[{\"text\":\"a\"}]}";
    var body = "{\"requests\": [{\"content\":" + content + "},{\"content\":" + content + "}] }";
    var request =
        (EmbeddingsRequest)
            ((RequestReading.Relayable)
                    GeminiEmbeddingsReader.readBatch("a/b", body.getBytes(UTF_8)))
                .request();

    assertThat(request.dialect()).isEqualTo(Dialect.GEMINI);
    assertThat(request.body()).asString(UTF_8).isEqualTo(body);
    assertThat(request.outline().model().value()).isEqualTo("a/b");
    assertThat(request.outline().inputBytes()).isEqualTo(2L * content.length());
    assertThat(request.outline().outputLimit()).as("there is no output").isZero();
    assertThat(request.inputs().kind()).isEqualTo(Kind.CONTENTS);
    assertThat(request.inputs().count()).isEqualTo(2);
    assertThat(request.strict().drops()).isEqualTo(DropPolicy.REFUSED);
    assertThat(request.strict().dialect()).isEqualTo(Dialect.GEMINI);
    assertThat(GeminiEmbeddingsReader.readOne("a?b", body.getBytes(UTF_8)))
        .isInstanceOf(RequestReading.Unreadable.class);
  }
}
