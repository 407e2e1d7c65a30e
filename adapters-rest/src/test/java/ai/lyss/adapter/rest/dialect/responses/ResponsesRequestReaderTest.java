package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a body is found, and what is said of one that cannot be relayed. */
class ResponsesRequestReaderTest {

  private static RequestReading read(String body) {
    return ResponsesRequestReader.read(body.getBytes(UTF_8), Untranslated.REQUEST);
  }

  private static ChatRequest request(String body) {
    if (read(body) instanceof RequestReading.Relayable relayable
        && relayable.request() instanceof ChatRequest chat) {
      return chat;
    }
    throw new AssertionError(read(body) + " (expected: a request to relay)");
  }

  private static RequestOutline outline(String body) {
    return request(body).outline();
  }

  private static GatewayFailure.InvalidRequest refusal(String body) {
    if (read(body) instanceof RequestReading.Unreadable unreadable) {
      return unreadable.failure();
    }
    throw new AssertionError("relayable (expected: a refusal) " + body);
  }

  private static String at(String body, JsonSpan span) {
    return body.substring(span.start(), span.end());
  }

  @Test
  void finds_everything_at_its_place() {
    var body =
        " { \"x\":1,\"max_output_tokens\": 77 ,\"stream\" : true,\"instructions\":\"be\",\n"
            + "\"model\": \"a\\/b:c\",\"input\" : \"hi\",\"text\":{}} ";
    var outline = outline(body);
    assertThat(request(body).dialect()).isEqualTo(Dialect.RESPONSES);
    assertThat(request(body).body()).asString(UTF_8).isEqualTo(body);
    assertThat(outline.model().value()).isEqualTo("a/b:c");
    assertThat(at(body, outline.modelSpan())).isEqualTo("\"a\\/b:c\"");
    assertThat(outline.stream()).isTrue();
    assertThat(at(body, outline.streamSpan())).isEqualTo("true");
    assertThat(outline.usageAsked()).isTrue();
    assertThat(outline.outputLimit()).isEqualTo(77);
    assertThat(at(body, outline.outputLimitSpan())).isEqualTo("77");
    assertThat(outline.choices()).isEqualTo(1);
    assertThat(outline.needs()).isEmpty();
    assertThat(body.substring(0, outline.insertAt())).isEqualTo(" {");
    assertThat(outline.inputBytes()).isEqualTo("\"be\"\"hi\"{}".length());
  }

  @Test
  void needs_nothing_but_a_model() {
    var outline = outline("{\"model\":\"m\",\"previous_response_id\":\"resp_1\"}");
    assertThat(outline.stream()).isFalse();
    assertThat(outline.streamSpan()).isNull();
    assertThat(outline.outputLimit()).isNull();
    assertThat(outline.outputLimitSpan()).isNull();
    assertThat(outline.inputBytes()).isZero();
    var nulls =
        outline("{\"model\":\"m\",\"input\":null,\"stream\":null,\"max_output_tokens\":null}");
    assertThat(nulls.stream()).isFalse();
    assertThat(nulls.outputLimit()).isNull();
    assertThat(nulls.outputLimitSpan()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"input\":[{\"content\":[{\"type\":\"input_image\"}]}]|IMAGES",
        "\"input\":[1,{\"content\":\"a\"},{\"content\":[2,{\"type\":\"input_file\"}]}]|DOCUMENTS",
        "\"input\":[{\"content\":[{\"type\":\"input_audio\"}]}]|AUDIO",
        "\"input\":[{\"output\":[{\"type\":\"input_image\"}]}]|IMAGES",
        "\"tools\":[{}]|TOOLS",
        "\"text\":{\"verbosity\":1,\"format\":{\"type\":\"json_schema\"}}|JSON_SCHEMA"
      })
  void tells_what_a_model_must_have(String field, Capability need) {
    assertThat(outline("{\"model\":\"m\"," + field + "}").needs()).isEqualTo(Set.of(need));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":[{\"content\":[{\"type\":\"input_text\"}]}]",
        "\"tools\":[]",
        "\"tools\":null",
        "\"text\":{\"format\":{\"type\":\"text\"}}",
        "\"text\":{\"format\":null}",
        "\"text\":null"
      })
  void asks_no_more_of_a_model_than_it_needs(String field) {
    assertThat(outline("{\"model\":\"m\"," + field + "}").needs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input\":\"hi\"}|model",
        "{\"model\":7}|model",
        "{\"model\":\"a?b\"}|model",
        "{\"model\":\"m\",\"model\":\"n\"}|model",
        "{\"model\":\"m\",\"mod\\u0065l\":\"n\"}|model",
        "{\"model\":\"m\",\"Input\":\"hi\"}|Input",
        "{\"model\":\"m\",\"input\":{}}|input",
        "{\"model\":\"m\",\"input\":7}|input",
        "{\"model\":\"m\",\"input\":\"a\",\"input\":\"b\"}|input",
        "{\"model\":\"m\",\"input\":[{\"content\":[],\"content\":[]}]}|input[0].content",
        "{\"model\":\"m\",\"input\":[{},{\"output\":[],\"output\":[]}]}|input[1].output",
        "{\"model\":\"m\",\"input\":[{\"content\":[{\"type\":1,\"type\":2}]}]}|input[0].content[0].type",
        "{\"model\":\"m\",\"stream\":\"yes\"}|stream",
        "{\"model\":\"m\",\"max_output_tokens\":0}|max_output_tokens",
        "{\"model\":\"m\",\"max_output_tokens\":1.5}|max_output_tokens",
        "{\"model\":\"m\",\"max_output_tokens\":\"9\"}|max_output_tokens",
        "{\"model\":\"m\",\"text\":{\"format\":{},\"format\":{}}}|text.format",
        "{\"model\":\"m\",\"text\":{\"format\":{\"type\":1,\"type\":2}}}|text.format.type"
      })
  void names_the_field_that_is_wrong(String body, String param) {
    assertThat(refusal(body).param()).isEqualTo(param);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"model\":\"m\"",
        "{\"model\":\"m\",}",
        "{\"model\":\"m\"} x",
        "{\"model\":\"m\",\"input\":[}",
        "{\"model\":\"m\",\"max_output_tokens\":12x}",
        "{\"model\":\"m\",\"text\":{\"format\":}}"
      })
  void refuses_what_is_no_json_object(String body) {
    assertThat(refusal(body).message()).startsWith("The body is no JSON object: ");
    assertThat(refusal(body).param()).isNull();
  }
}
