package ai.lyss.adapter.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HeldEmbeddings.Result;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.fixture.UntranslatedEmbeddings;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Credential;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings of callers who speak Gemini's dialect, by gemini.md §2. */
class GeminiEmbeddingsTest {

  private static HttpCall sent(Inputs.Kind kind, String body, String model) {
    var request =
        new EmbeddingsRequest(
            Dialect.GEMINI,
            body.getBytes(UTF_8),
            Chats.deployed(body, "public").outline(),
            new Inputs(kind, 1, new JsonSpan(0, 1)),
            Encoding.FLOAT,
            DropPolicy.REFUSED,
            UntranslatedEmbeddings.REQUEST);
    var provider = Chats.provider("gemini", URI.create("https://e.org/v1"), Map.of());
    var protocol = new GeminiProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD, () -> 2);
    return (HttpCall)
        protocol.call(new Call(provider, new ModelName(model), request, null, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONTENT|{ \"model\": \"models/public\", \"content\":{\"parts\":[]},\"new\":1e400}"
            + "|{ \"model\": \"models/v\", \"content\":{\"parts\":[]},\"new\":1e400}"
            + "|/models/v:embedContent",
        "CONTENT|{\"content\":{\"model\":\"models/public\"}}"
            + "|{\"content\":{\"model\":\"models/public\"}}|/models/v:embedContent",
        "CONTENTS|{\"requests\":[{\"model\":\"public\",\"taskType\":\"X\"}, {\"title\":\"t\"},"
            + "{\"model\":null}],\"model\":\"models/public\"}"
            + "|{\"requests\":[{\"model\":\"models/v\",\"taskType\":\"X\"}, {\"title\":\"t\"},"
            + "{\"model\":null}],\"model\":\"models/public\"}"
            + "|/models/v:batchEmbedContents",
      })
  void go_on_byte_for_byte_but_for_the_models_name(
      Inputs.Kind kind, String body, String expected, String path) {
    var sent = sent(kind, body, "v");

    assertThat(sent.body()).asString(UTF_8).isEqualTo(expected);
    assertThat(sent.path()).isEqualTo(path);
    assertThat(sent.dropped()).isEmpty();
  }

  @Test
  void with_the_same_name_are_the_very_array() {
    var body = "{\"requests\":[{\"model\":\"models\\/v\"}]}";
    assertThat(sent(Inputs.Kind.CONTENTS, body, "v").body()).asString(UTF_8).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"embedding\": {\"values\":[ 0.50 ]} }|",
        "{\"embeddings\":[{\"values\":[1]},{}],\"usageMetadata\":{\"promptTokenCount\":3}}|3"
      })
  void come_back_as_they_came(String body, Long input) {
    var reader = new GeminiEmbeddingsReader(new Redaction(Credential.NONE, null));
    var padded = ('#' + body + '#').getBytes(UTF_8);
    var slice = new ByteSlice(padded, 1, padded.length - 2);
    var read = (Result.Good) reader.read(null, slice);

    assertThat(read.content()).isEqualTo(List.of(slice));
    assertThat(read.usage().input()).isEqualTo(input);
    assertThat(read.head().contentType()).isEqualTo("application/json; charset=UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"embedding\":{\"values\":[1]}|malformed",
        "{}|malformed",
        "{\"embedding\":null}|malformed",
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}}|rate_limited"
      })
  void that_are_none_are_failures(String body, String kind) {
    var reader = new GeminiEmbeddingsReader(new Redaction(Credential.NONE, null));
    var read = (Result.Bad) reader.read(null, ByteSlice.of(body.getBytes(UTF_8)));

    assertThat(read.failure().kind()).isEqualTo(kind);
  }
}
