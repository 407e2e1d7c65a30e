package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.failure.GatewayFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an embeddings body is found, by openai.md §8 and translation.md §11. */
class OpenAiEmbeddingsReaderTest {

  private static EmbeddingsRequest request(RequestReading reading) {
    if (reading instanceof RequestReading.Relayable relayable
        && relayable.request() instanceof EmbeddingsRequest embeddings) {
      return embeddings;
    }
    throw new AssertionError(reading + " (expected: embeddings)");
  }

  private static EmbeddingsRequest request(String body) {
    return request(OpenAiEmbeddingsReader.read(body.getBytes(UTF_8)));
  }

  private static GatewayFailure.InvalidRequest refusal(String body) {
    if (OpenAiEmbeddingsReader.read(body.getBytes(UTF_8))
        instanceof RequestReading.Unreadable unreadable) {
      return unreadable.failure();
    }
    throw new AssertionError("relayable (expected: a refusal) " + body);
  }

  @Test
  void finds_everything() {
    var body =
        "{ \"input\" : [\"a\", \"b\"],\"dimensions\":256,\"encoding_format\":\"base64\","
            + "\"user\":\"u\",\"model\":\"m\"}";
    var request = request(body);
    var outline = request.outline();

    assertThat(request.body()).asString(UTF_8).isEqualTo(body);
    assertThat(outline.model().value()).isEqualTo("m");
    assertThat(outline.stream()).isFalse();
    assertThat(outline.outputLimit()).as("there is no output").isZero();
    assertThat(outline.inputBytes()).isEqualTo("[\"a\", \"b\"]".length());
    assertThat(request.inputs().kind()).isEqualTo(Kind.TEXTS);
    assertThat(request.inputs().count()).isEqualTo(2);
    var span = request.inputs().span();
    assertThat(body.substring(span.start(), span.end())).isEqualTo("[\"a\", \"b\"]");
    assertThat(request.encoding()).isEqualTo(Encoding.BASE64);
    assertThat(request.drops()).isEqualTo(DropPolicy.NAMED);
    assertThat(request.strict().drops()).isEqualTo(DropPolicy.REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\"|TEXTS|1",
        "[\"a\"]|TEXTS|1",
        "[\"a\",\"b\",\"\"]|TEXTS|3",
        "[1,2,3]|TOKENS|1",
        "[[1,2],[3]]|TOKENS|2"
      })
  void counts_the_inputs(String input, Kind kind, int count) {
    var request = request("{\"model\":\"m\",\"input\":" + input + "}");

    assertThat(request.inputs().kind()).isEqualTo(kind);
    assertThat(request.inputs().count()).isEqualTo(count);
    assertThat(request.encoding()).isEqualTo(Encoding.FLOAT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input\":\"a\"}|model",
        "{\"model\":1,\"input\":\"a\"}|model",
        "{\"model\":\"a?b\",\"input\":\"a\"}|model",
        "{\"model\":\"m\"}|input",
        "{\"model\":\"m\",\"input\":null}|input",
        "{\"model\":\"m\",\"input\":[]}|input",
        "{\"model\":\"m\",\"input\":{}}|input",
        "{\"model\":\"m\",\"input\":[\"a\",1]}|input[1]",
        "{\"model\":\"m\",\"input\":[null]}|input[0]",
        "{\"model\":\"m\",\"input\":\"a\",\"input\":\"b\"}|input",
        "{\"model\":\"m\",\"Input\":\"a\"}|Input",
        "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0}|dimensions",
        "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":\"9\"}|dimensions",
        "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"hex\"}|encoding_format",
        "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":1}|encoding_format"
      })
  void names_the_field_that_is_wrong(String body, String param) {
    assertThat(refusal(body).param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]",
        "{",
        "{\"model\":\"m\",\"input\":[\"a\"}",
        "{\"model\":\"m\",\"input\":[1,2} x"
      })
  void refuses_what_is_no_json(String body) {
    assertThat(refusal(body).param()).isNull();
  }

  @Test
  void takes_the_deployment_of_the_path() {
    var bytes = "{\"model\":17,\"input\":\"a\"}".getBytes(UTF_8);
    var request = request(OpenAiEmbeddingsReader.readDeployed(bytes, "east"));

    assertThat(request.outline().model().value()).isEqualTo("east");
    assertThat(OpenAiEmbeddingsReader.readDeployed(bytes, "a?b"))
        .isInstanceOf(RequestReading.Unreadable.class);
  }
}
