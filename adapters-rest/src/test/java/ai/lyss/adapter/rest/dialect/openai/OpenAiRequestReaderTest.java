package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a body is found, and what is said of one that cannot be relayed. */
class OpenAiRequestReaderTest {

  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  /** A body that is in order but for these fields. */
  private static String with(String fields) {
    return "{\"model\":\"m\"," + MESSAGES + (fields.isEmpty() ? "" : "," + fields) + "}";
  }

  private static RequestOutline outline(String body) {
    return outline(OpenAiRequestReader.read(body.getBytes(UTF_8), Untranslated.REQUEST));
  }

  private static RequestOutline outline(RequestReading reading) {
    if (reading instanceof RequestReading.Relayable relayable) {
      return relayable.request().outline();
    }
    throw new AssertionError(reading + " (expected: a request to relay)");
  }

  private static GatewayFailure.InvalidRequest refusal(byte[] body) {
    var reading = OpenAiRequestReader.read(body, Untranslated.REQUEST);
    if (reading instanceof RequestReading.Unreadable unreadable) {
      return unreadable.failure();
    }
    throw new AssertionError(reading + " (expected: a refusal)");
  }

  private static String at(String body, JsonSpan span) {
    return body.substring(span.start(), span.end());
  }

  @Test
  void finds_everything_at_its_place() {
    var body =
        " { \"stream_options\" : {\"x\":1,\"include_usage\": true } , \"max_tokens\": 77 ,\n"
            + "\"n\":3,\"model\": \"a\\/b:c\" , \"stream\" :true,\"temperature\":2.50,"
            + MESSAGES
            + "} ";
    var outline = outline(body);
    assertThat(outline.model()).isEqualTo(new ModelName("a/b:c"));
    assertThat(at(body, outline.modelSpan())).isEqualTo("\"a\\/b:c\"");
    assertThat(outline.stream()).isTrue();
    assertThat(at(body, outline.streamSpan())).isEqualTo("true");
    assertThat(outline.usageAsked()).isTrue();
    assertThat(at(body, outline.streamOptionsSpan()))
        .isEqualTo("{\"x\":1,\"include_usage\": true }");
    assertThat(at(body, outline.includeUsageSpan())).isEqualTo("true");
    assertThat(outline.outputLimit()).isEqualTo(77);
    assertThat(at(body, outline.outputLimitSpan())).isEqualTo("77");
    assertThat(outline.choices()).isEqualTo(3);
    assertThat(outline.needs()).isEmpty();
    assertThat(body.substring(0, outline.insertAt())).isEqualTo(" {");
    assertThat(outline.inputBytes()).isEqualTo(MESSAGES.length() - "\"messages\":".length());
  }

  @Test
  void finds_nothing_where_nothing_is() {
    var outline = outline(with(""));
    assertThat(outline.stream()).isFalse();
    assertThat(outline.streamSpan()).isNull();
    assertThat(outline.usageAsked()).isFalse();
    assertThat(outline.streamOptionsSpan()).isNull();
    assertThat(outline.includeUsageSpan()).isNull();
    assertThat(outline.outputLimit()).isNull();
    assertThat(outline.outputLimitSpan()).isNull();
    assertThat(outline.choices()).isEqualTo(1);
  }

  @Test
  void takes_null_for_absent_but_keeps_its_place_where_it_may_be_replaced() {
    var body =
        with(
            "\"stream\":null,\"stream_options\":null,\"max_tokens\":null,\"n\":null,"
                + "\"max_completion_tokens\":9,\"tools\":null,\"response_format\":null");
    var outline = outline(body);
    assertThat(outline.stream()).isFalse();
    assertThat(at(body, outline.streamSpan())).isEqualTo("null");
    assertThat(at(body, outline.streamOptionsSpan())).isEqualTo("null");
    assertThat(outline.outputLimit()).isEqualTo(9);
    assertThat(outline.choices()).isEqualTo(1);
    assertThat(outline.needs()).isEmpty();
  }

  @Test
  void carries_the_very_array() {
    var body = with("\"x\":\"\\ud83d\\ude00 ü\"").getBytes(UTF_8);
    var reading = (RequestReading.Relayable) OpenAiRequestReader.read(body, Untranslated.REQUEST);
    var request = (ChatRequest) reading.request();
    assertThat(request.body()).isSameAs(body);
    assertThat(request.dialect()).isEqualTo(Dialect.OPENAI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"stream\":false", "\"stream\":null", "\"x\":1", "\"stream\":true"})
  void streams_in_any_case_where_the_path_says_so(String field) {
    var body = with(field).getBytes(UTF_8);
    var outline = outline(OpenAiRequestReader.readStreamed(body, Untranslated.REQUEST));
    assertThat(outline.stream()).isTrue();
    assertThat(outline.streamSpan() != null).isEqualTo(field.contains("stream"));
    assertThat(OpenAiRequestReader.readStreamed("{".getBytes(UTF_8), Untranslated.REQUEST))
        .isInstanceOf(RequestReading.Unreadable.class);
  }

  static Stream<Arguments> needs() {
    return Stream.of(
        arguments("\"tools\":[{\"type\":\"function\"}]", Set.of(Capability.TOOLS)),
        arguments("\"functions\":[1]", Set.of(Capability.TOOLS)),
        arguments("\"tools\":[]", Set.of()),
        arguments("\"tools\":[      \n   ]", Set.of()),
        arguments("\"tools\":{\"much\":\"text\"}", Set.of()),
        arguments("\"response_format\":{\"type\":\"json_object\"}", Set.of()),
        arguments("\"response_format\":{\"type\":7}", Set.of()),
        arguments("\"response_format\":\"json_schema\"", Set.of()),
        arguments(
            "\"response_format\":{\"a\":{\"type\":\"x\"},\"type\":\"json_schem\\u0061\"}",
            Set.of(Capability.JSON_SCHEMA)),
        arguments("\"modalities\":[\"text\",\"audio\"]", Set.of(Capability.AUDIO)),
        arguments("\"modalities\":[\"text\",1,null]", Set.of()));
  }

  @ParameterizedTest
  @MethodSource("needs")
  void notes_what_the_options_need(String fields, Set<Capability> expected) {
    assertThat(outline(with(fields)).needs()).isEqualTo(expected);
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments("\"just text\"", Set.of()),
        arguments("null", Set.of()),
        arguments("[]", Set.of()),
        arguments("[{\"type\":\"text\",\"text\":\"image_url\"}]", Set.of()),
        arguments("[1,\"image_url\",{\"type\":1}]", Set.of()),
        arguments(
            "[{\"image_url\":{\"url\":\"x\"},\"type\":\"image_url\"}]", Set.of(Capability.IMAGES)),
        arguments(
            "[{\"type\":\"input_audio\"},{\"t\\u0079pe\":\"file\"}]",
            Set.of(Capability.AUDIO, Capability.DOCUMENTS)));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void notes_what_the_messages_need(String content, Set<Capability> expected) {
    var body = "{\"model\":\"m\",\"messages\":[1,{\"role\":\"user\",\"content\":" + content + "}]}";
    assertThat(outline(body).needs()).isEqualTo(expected);
  }

  static Stream<Arguments> refusals() {
    var whole = "a whole number of at least 1";
    return Stream.of(
        field("{}", "model", "you must provide a model parameter"),
        field("{" + MESSAGES + "}", "model", "you must provide a model parameter"),
        field("{\"model\":\"m\"}", "messages", "Missing required parameter: 'messages'."),
        invalid("{\"model\":null}", "model", "null", "a string"),
        invalid("{\"model\":[\"m\"]}", "model", "[\"m\"]", "a string"),
        field("{\"model\":\"\"}", "model", "model name: 0 characters (expected: 1 to 256)"),
        invalid("{\"messages\":null}", "messages", "null", "an array of messages"),
        invalid("{\"messages\":{}}", "messages", "{}", "an array of messages"),
        invalid(
            "{\"messages\":\"ü" + "x".repeat(60) + "\"}",
            "messages",
            "\"ü" + "x".repeat(37) + "…",
            "an array of messages"),
        invalid(with("\"stream\":\"true\""), "stream", "\"true\"", "a boolean"),
        invalid(with("\"stream\":1"), "stream", "1", "a boolean"),
        invalid(with("\"stream_options\":[]"), "stream_options", "[]", "an object"),
        invalid(
            with("\"stream_options\":{\"include_usage\":1}"),
            "stream_options.include_usage",
            "1",
            "a boolean"),
        invalid(with("\"max_tokens\":0"), "max_tokens", "0", whole),
        invalid(with("\"max_tokens\":-1"), "max_tokens", "-1", whole),
        invalid(with("\"max_tokens\":1.5"), "max_tokens", "1.5", whole),
        invalid(with("\"max_tokens\":1e2"), "max_tokens", "1e2", whole),
        invalid(with("\"max_tokens\":\"9\""), "max_tokens", "\"9\"", whole),
        invalid(
            with("\"max_completion_tokens\":9223372036854775808"),
            "max_completion_tokens",
            "9223372036854775808",
            whole),
        invalid(with("\"n\":0"), "n", "0", "a whole number from 1 to 128"),
        invalid(with("\"n\":129"), "n", "129", "a whole number from 1 to 128"),
        invalid(with("\"n\":1.0"), "n", "1.0", "a whole number from 1 to 128"),
        invalid(with("\"n\":true"), "n", "true", "a whole number from 1 to 128"),
        field(
            with("\"max_tokens\":1,\"max_completion_tokens\":1"),
            "max_completion_tokens",
            "'max_tokens' and 'max_completion_tokens' are both given (expected: one of them)."),
        twice(with("\"model\":\"m\""), "model"),
        twice(with("\"mod\\u0065l\":\"other\""), "model"),
        twice(with("\"\\u006D\\u0065ssages\":[]"), "messages"),
        twice(with("\"stream\":true,\"stream\":true"), "stream"),
        twice(with("\"max_tokens\":null,\"max_tokens\":5"), "max_tokens"),
        twice(with("\"n\":null,\"\\u006e\":5"), "n"),
        twice(with("\"tools\":[],\"tools\":[]"), "tools"),
        twice(with("\"stream_options\":null,\"stream_options\":{}"), "stream_options"),
        twice(
            with("\"stream_options\":{\"include_usage\":null,\"include\\u005fusage\":true}"),
            "stream_options.include_usage"),
        twice(
            with("\"response_format\":{\"type\":\"text\",\"type\":\"json_schema\"}"),
            "response_format.type"),
        twice("{\"messages\":[{},{\"content\":\"a\",\"content\":[]}]}", "messages[1].content"),
        twice(
            "{\"messages\":[{\"content\":[1,{\"type\":\"a\",\"type\":\"b\"}]}]}",
            "messages[0].content[1].type"));
  }

  private static Arguments field(String body, String param, String message) {
    return arguments(body, param, message);
  }

  private static Arguments invalid(String body, String param, String value, String expected) {
    return arguments(
        body, param, "Invalid '" + param + "': " + value + " (expected: " + expected + ").");
  }

  private static Arguments twice(String body, String param) {
    return arguments(body, param, "'" + param + "' is given twice (expected: once).");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void says_which_field_is_wrong_and_what_is_expected(String body, String param, String message) {
    assertThat(refusal(body.getBytes(UTF_8)))
        .isEqualTo(new GatewayFailure.InvalidRequest(message, param, null));
  }

  @Test
  void asks_for_at_least_one_message() {
    assertThat(refusal("{\"model\":\"m\",\"messages\":[ ]}".getBytes(UTF_8)))
        .isEqualTo(
            new GatewayFailure.InvalidRequest(
                "Invalid 'messages': empty array (expected: at least 1 message).",
                "messages",
                "empty_array"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "\"x\"",
        "1",
        "{",
        "}",
        "{]",
        "{\"model\"",
        "{\"model\":",
        "{\"model\":}",
        "{\"model\":\"m\",}",
        "{,\"model\":\"m\"}",
        "{model:\"m\"}",
        "{'model':'m'}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":tru}",
        "{\"a\":nul}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":[}",
        "{\"a\":{\"b\":]}}",
        "{\"model\":\"m\"} x",
        "{\"model\":\"m\"}{}",
        "{\"model\":\"m\"},",
        "// c\n{}",
        "{\"stream\":tru}",
        "{\"max_tokens\":1x}",
        "{\"n\":--1}",
        "{\"model\":\"\\q\"}",
        "{\"messages\":[{\"content\":[{]}]}",
        "{\"stream_options\":{\"include_usage\":yes}}",
        "{\"tools\":[}",
        "{\"response_format\":{\"type\":}}",
        "\uFEFF{}"
      })
  void refuses_what_is_no_json_object(String body) {
    var refused = refusal(body.getBytes(UTF_8));
    assertThat(refused.message()).startsWith("We could not parse the JSON body of your request: ");
    assertThat(refused.param()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080",
        "\u00c0\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00ff",
        "\u00e2\u0082",
        "\u00f0\u009f\u0098"
      })
  void refuses_bytes_that_are_no_utf_8(String bytes) {
    assertThat(refusal(with("\"x\":\"" + bytes + "\"").getBytes(ISO_8859_1)).message())
        .contains("a malformed string");
    assertThat(refusal(with("\"" + bytes + "\":1").getBytes(ISO_8859_1)).message())
        .contains("a malformed field name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../admin",
        "a/../b",
        "a//b",
        "./a",
        "a?b",
        "a#b",
        "a%2fb",
        "a\\\\b",
        "a\\\"b",
        "a b",
        "a\\nb",
        "a\\u0000b",
        "a\\r\\nx: y",
        "é",
        "<script>",
        " m",
        "m "
      })
  void lets_no_model_name_out_of_its_place(String name) {
    var refused = refusal(("{\"model\":\"" + name + "\"," + MESSAGES + "}").getBytes(UTF_8));
    assertThat(refused.param()).isEqualTo("model");
    assertThat(refused.message()).startsWith("model name: ");
  }

  @Test
  void goes_as_deep_as_it_says_and_no_deeper() {
    var deepest = with("\"x\":" + "[".repeat(511) + "]".repeat(511));
    assertThat(outline(deepest).model()).isEqualTo(new ModelName("m"));
    for (int depth : new int[] {512, 100_000}) {
      var deeper = with("\"x\":" + "[".repeat(depth) + "]".repeat(depth));
      assertThat(refusal(deeper.getBytes(UTF_8)).message())
          .contains("nested deeper than 512 levels");
    }
  }

  @Test
  @Timeout(20)
  void reads_a_hundred_thousand_messages() {
    var message = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}";
    var body = "{\"model\":\"m\",\"messages\":[" + (message + ",").repeat(99_999) + message + "]}";
    assertThat(outline(body).inputBytes()).isEqualTo(100_000L * (message.length() + 1) + 1);
  }

  @Test
  @Timeout(20)
  void spends_little_on_a_million_escaped_names() {
    var body = with("\"\\u0061\":1,".repeat(1_000_000) + "\"end\":1");
    long start = System.nanoTime();
    outline(body);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(millis).as("milliseconds").isLessThan(10_000);
  }
}
