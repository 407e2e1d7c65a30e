package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.failure.GatewayFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in forms with a recording, and what is no form that all servers read alike. */
class OpenAiFormReaderTest {

  private static final String TYPE = "multipart/form-data; boundary=b";
  private static final String NAME = "Content-Disposition: form-data; name=";
  private static final String FILE =
      part(
          NAME + "\"file\"; filename=\"Å 海.mp3\"\r\nContent-Type: audio/mpeg",
          "ID3\0\r\n--\r\n-b\r\n\r\n\u0001");

  private static String part(String headers, String value) {
    return "--b\r\n" + headers + "\r\n\r\n" + value + "\r\n";
  }

  private static String field(String name, String value) {
    return part(NAME + '"' + name + '"', value);
  }

  private static RequestReading read(String type, String body) {
    return OpenAiFormReader.read(type, body.getBytes(UTF_8));
  }

  private static PassThroughRequest request(String type, String body) {
    if (read(type, body) instanceof RequestReading.Relayable relayable
        && relayable.request() instanceof PassThroughRequest passing) {
      return passing;
    }
    throw new AssertionError(read(type, body) + " (expected: a request)");
  }

  private static GatewayFailure.InvalidRequest refusal(String type, String body) {
    if (read(type, body) instanceof RequestReading.Unreadable unreadable) {
      return unreadable.failure();
    }
    throw new AssertionError("relayable (expected: a refusal) " + body);
  }

  @Test
  void finds_the_model_among_fields_and_files() {
    var body =
        FILE
            + field("timestamp_granularities[]", "word")
            + part("content-type: text/plain; charset=utf-8\r\n" + NAME + "model", "m/1:2")
            + field("stream", "true")
            + field("prompt", "model\r\nstream")
            + "--b--\r\n";
    var request = request(TYPE, body);
    var span = request.outline().modelSpan();
    var bytes = body.getBytes(UTF_8);

    assertThat(request.operation()).isEqualTo(Operation.TRANSCRIPTION);
    assertThat(request.body()).isEqualTo(bytes);
    assertThat(request.contentType()).isEqualTo(TYPE);
    assertThat(request.outline().model().value()).isEqualTo("m/1:2");
    assertThat(new String(bytes, span.start(), span.end() - span.start(), UTF_8))
        .isEqualTo("m/1:2");
    assertThat(request.outline().stream()).isTrue();
    assertThat(request.outline().inputBytes()).as("a recording is no text").isZero();
    assertThat(request.outline().needs()).containsExactly(Operation.TRANSCRIPTION.need());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data; boundary=b|multipart/form-data; boundary=b",
        "Multipart/Form-Data;BOUNDARY=\"b\"|multipart/form-data; boundary=b",
        "multipart/form-data; charset=utf-8; boundary=b |multipart/form-data; boundary=b"
      })
  void knows_a_boundary_however_it_is_written(String type, String sent) {
    var body = field("model", "m") + "--b--";
    assertThat(request(type, body).contentType()).isEqualTo(sent);
  }

  @Test
  void quotes_a_boundary_that_is_no_token() {
    var body = (field("model", "m") + "--b--").replace("--b", "--b=(1)");
    assertThat(request("multipart/form-data; boundary=\"b=(1)\"", body).contentType())
        .isEqualTo("multipart/form-data; boundary=\"b=(1)\"");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,true", "1,true", "false,false", "0,false", "'',false"})
  void sees_whether_a_stream_is_asked_for(String value, boolean streamed) {
    var body = field("model", "m") + field("stream", value) + "--b--";
    assertThat(request(TYPE, body).outline().stream()).isEqualTo(streamed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "application/json",
        "multipart/form-data",
        "multipart/mixed; boundary=b",
        "multipart/form-data; boundary=b; boundary=c",
        "multipart/form-data; boundary=\"b",
        "multipart/form-data; boundary=a b"
      })
  void refuses_what_is_no_form(String type) {
    var failure = refusal(type, field("model", "m") + "--b--");
    assertThat(failure.message()).contains("multipart/form-data");
  }

  @Test
  void refuses_a_form_without_a_model_or_with_two() {
    assertThat(refusal(TYPE, FILE + "--b--").param()).isEqualTo("model");
    assertThat(refusal(TYPE, field("model", "m") + field("model", "m") + "--b--").message())
        .contains("twice");
    assertThat(refusal(TYPE, field("stream", "1") + field("stream", "1") + "--b--").message())
        .contains("twice");
    assertThat(refusal(TYPE, field("model", "m") + field("Model", "m") + "--b--").param())
        .isEqualTo("Model");
    assertThat(refusal(TYPE, field("model", "m n") + "--b--").param()).isEqualTo("model");
    assertThat(refusal(TYPE, field("model", "") + "--b--").param()).isEqualTo("model");
    assertThat(refusal(TYPE, field("stream", "yes") + "--b--").param()).isEqualTo("stream");
  }

  /** Another server could find another model in each of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "; name=model; name=x",
        "; name=x; name*=utf-8''model",
        "; name=\"mod\\el\"",
        "; name=\"mod%65l\"",
        "; name=\"model",
        "; filename=\"a\\\"; name=\"model\"",
        "; name=\"x\" model",
        "; name=\"\"",
        ";",
        ""
      })
  void refuses_a_name_that_servers_read_differently(String parameters) {
    var body = field("model", "m") + part("Content-Disposition: form-data" + parameters, "n");
    assertThat(refusal(TYPE, body + "--b--").message()).contains("could not parse the form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Disposition: form-data;\r\n name=\"model\"",
        "Content-Disposition: form-data; name=\"x\"\nContent-Disposition: form-data; name=model",
        "Content-Disposition: form-data; name=\"x\"\r\nContent-Disposition: form-data; name=model",
        "Content-Disposition : form-data; name=\"x\"",
        "Content-Type: text/plain",
        "Content-Disposition: attachment; name=\"x\""
      })
  void refuses_headers_that_servers_read_differently(String headers) {
    var body = field("model", "m") + part(headers, "n") + "--b--";
    assertThat(refusal(TYPE, body).message()).contains("could not parse the form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Type: text/plain; charset=utf-16\r\n"
      })
  void refuses_a_model_in_an_encoding_of_its_own(String header) {
    var body = part(header + NAME + "\"model\"", "m") + "--b--";
    assertThat(refusal(TYPE, body).param()).isEqualTo("model");
    assertThat(refusal(TYPE, part(NAME + "\"model\"; filename=\"m\"", "m") + "--b--").param())
        .isEqualTo("model");
  }

  @Test
  void refuses_a_boundary_that_is_no_line_of_its_own() {
    var model = field("model", "m");
    for (var body :
        new String[] {
          "",
          "--b",
          "--b--",
          "x\r\n" + model + "--b--",
          "\r\n" + model + "--b--",
          model,
          model + "--b",
          model + "--b-",
          model + "--b--x",
          model + "--b \r\n" + NAME + "x\r\n\r\n1\r\n--b--",
          model + "--bb\r\n" + NAME + "x\r\n\r\n1\r\n--b--",
          field("x", "a\n--b\r\n" + NAME + "model\r\n\r\nn") + model + "--b--",
          field("x", "a --b") + model + "--b--",
          part(NAME + "\"x\"; filename=\"--b\"", "1") + model + "--b--",
          "--b\r\n\r\n--b--",
          "--b\r\n--b--"
        }) {
      var failure = refusal(TYPE, body);
      if (!body.equals("--b--")) {
        assertThat(failure.message()).as(body).contains("could not parse the form");
      }
    }
  }
}
