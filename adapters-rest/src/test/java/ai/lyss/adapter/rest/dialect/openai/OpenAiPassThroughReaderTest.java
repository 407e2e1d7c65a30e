package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.failure.GatewayFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in JSON bodies that are passed through, by openai.md §8 and cohere.md. */
class OpenAiPassThroughReaderTest {

  private static PassThroughRequest request(Operation operation, String body) {
    if (OpenAiPassThroughReader.read(operation, body.getBytes(UTF_8))
            instanceof RequestReading.Relayable relayable
        && relayable.request() instanceof PassThroughRequest passing) {
      return passing;
    }
    throw new AssertionError("unreadable (expected: a request) " + body);
  }

  private static GatewayFailure.InvalidRequest refusal(Operation operation, String body) {
    if (OpenAiPassThroughReader.read(operation, body.getBytes(UTF_8))
        instanceof RequestReading.Unreadable unreadable) {
      return unreadable.failure();
    }
    throw new AssertionError("relayable (expected: a refusal) " + body);
  }

  @Test
  void finds_what_routing_and_quotas_need() {
    var body = "{ \"prompt\":\"A sea\",\"n\":1e400,\"stream\":true,\"model\" : \"m\",\"x\":[{}]}";
    var request = request(Operation.IMAGE_GENERATION, body);
    var outline = request.outline();
    var span = outline.modelSpan();

    assertThat(request.body()).asString(UTF_8).isEqualTo(body);
    assertThat(request.contentType()).isEqualTo("application/json");
    assertThat(outline.model().value()).isEqualTo("m");
    assertThat(body.substring(span.start(), span.end())).isEqualTo("\"m\"");
    assertThat(outline.stream()).isTrue();
    assertThat(outline.outputLimit()).isZero();
    assertThat(outline.inputBytes()).isEqualTo("\"A sea\"".length());
    assertThat(outline.needs()).containsExactly(Operation.IMAGE_GENERATION.need());
    assertThat(request.drops()).isEqualTo(DropPolicy.NAMED);
    assertThat(request.strict().drops()).isEqualTo(DropPolicy.REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MODERATION|{\"model\":\"m\",\"input\":\"abc\"}|5",
        "MODERATION|{\"model\":\"m\",\"input\":[\"abc\",\"d\"]}|8",
        "MODERATION|{\"model\":\"m\",\"input\":[{\"type\":\"text\",\"text\":\"ab\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}|4",
        "RERANK|{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"}]}|9",
        "RERANK|{\"model\":\"m\",\"texts\":[\"a\"]}|0",
        "SPEECH|{\"model\":\"m\",\"input\":\"hi\",\"instructions\":\"loud\"}|4",
        "IMAGE_GENERATION|{\"model\":\"m\",\"prompt\":null}|0"
      })
  void counts_the_text_that_models_are_paid_by(Operation operation, String body, long bytes) {
    assertThat(request(operation, body).outline().inputBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE_GENERATION, stream, true, true",
    "IMAGE_GENERATION, stream, false, false",
    "IMAGE_GENERATION, stream, null, false",
    "SPEECH, stream_format, '\"sse\"', true",
    "SPEECH, stream_format, '\"audio\"', false",
    "SPEECH, stream, true, false",
    "MODERATION, stream, true, false"
  })
  void sees_whether_a_stream_is_asked_for(
      Operation operation, String field, String value, boolean streamed) {
    var body = "{\"model\":\"m\",\"input\":\"a\",\"%s\":%s}".formatted(field, value);
    assertThat(request(operation, body).outline().stream()).isEqualTo(streamed);
  }

  @Test
  void takes_the_model_that_openai_documents_where_moderations_name_none() {
    var outline = request(Operation.MODERATION, "{\"input\":\"a\"}").outline();
    assertThat(outline.model().value()).isEqualTo("omni-moderation-latest");
    assertThat(outline.modelSpan()).isNull();
    assertThat(outline.insertAt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IMAGE_GENERATION|{\"prompt\":\"a\"}|model",
        "RERANK|{\"query\":\"a\"}|model",
        "SPEECH|{\"input\":\"a\"}|model",
        "MODERATION|{}|input",
        "SPEECH|{\"model\":\"m\",\"mod\\u0065l\":\"n\"}|model",
        "SPEECH|{\"model\":\"m\",\"Model\":\"n\"}|Model",
        "MODERATION|{\"input\":\"a\",\"input\":\"b\"}|input",
        "IMAGE_GENERATION|{\"model\":\"m\",\"stream\":\"true\"}|stream",
        "IMAGE_GENERATION|{\"model\":\"m\",\"stream\":1}|stream",
        "SPEECH|{\"model\":\"m\",\"stream_format\":true}|stream_format",
        "RERANK|{\"model\":7}|model",
        "RERANK|{\"model\":\"../m\"}|model"
      })
  void refuses_what_cannot_be_routed(Operation operation, String body, String param) {
    assertThat(refusal(operation, body).param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]",
        "`` ",
        "{\"model\":\"m\"",
        "{\"model\":\"m\",}",
        "{\"model\":\"m\"} x",
        "{\"model\":\"m\",\"query\":[\"a\"}"
      })
  void refuses_what_is_no_json_object(String body) {
    assertThat(refusal(Operation.RERANK, body).message()).contains("could not parse the JSON");
  }
}
