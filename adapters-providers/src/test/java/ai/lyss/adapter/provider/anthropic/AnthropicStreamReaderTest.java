package ai.lyss.adapter.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers whose bytes go on to a caller of the same dialect. */
class AnthropicStreamReaderTest {

  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\","
          + "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":12,"
          + "\"cache_read_input_tokens\":2048,\"cache_creation_input_tokens\":100,"
          + "\"output_tokens\":1}}}\n\n";
  private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
  private static final String BLOCK =
      "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
          + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}  \n\n";
  private static final String TEXT =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Grüße \\n😀\"}}\n\n";
  private static final String NEW = "event: new\ndata: {\"type\":\"new\",\"x\":1.50}\n\n";
  private static final String DELTA =
      "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
          + "\"end_turn\"},\"usage\":{\"output_tokens\":31,\"output_tokens_details\":"
          + "{\"thinking_tokens\":8}}}\n\n";
  private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  private static final String WHOLE_STREAM = START + PING + BLOCK + TEXT + NEW + DELTA + STOP;

  /** Keeps what a reader says. */
  private static final class Heard implements AnswerReader.Out {

    private final ByteArrayOutputStream preamble = new ByteArrayOutputStream();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private AnswerHead head;
    private ProviderFailure failure;
    private boolean ended;

    @Override
    public void head(AnswerHead head) {
      this.head = head;
    }

    @Override
    public void preamble(ByteSlice bytes) {
      preamble.write(bytes.array(), bytes.offset(), bytes.length());
      content(bytes);
    }

    @Override
    public void content(ByteSlice bytes) {
      all.write(bytes.array(), bytes.offset(), bytes.length());
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void fail(ProviderFailure failure) {
      this.failure = failure;
    }

    private boolean isOver() {
      return ended || failure != null;
    }
  }

  private final Heard heard = new Heard();

  private AnswerReader reader(boolean stream) {
    var body = "{\"model\":\"m\",\"stream\":" + stream + ",\"max_tokens\":9,\"messages\":[{}]}";
    var chat = Chats.chat(body);
    var own = new ChatRequest(Dialect.ANTHROPIC, chat.body(), chat.outline(), chat.translation());
    var provider = Chats.provider("anthropic", URI.create("http://vendor.test"), Map.of());
    var call = Chats.call(provider, own);
    return new AnthropicProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD)
        .reader(
            new Call(
                provider, call.vendorModel(), own, null, call.deadlineNanos(), AnswerText.KEPT),
            heard);
  }

  private AnswerReader read(boolean stream, String type, byte[] bytes, int cut) {
    var reader = reader(stream);
    reader.head(new HttpHead(200, MultiMap.caseInsensitiveMultiMap().add("content-type", type)));
    feed(reader, bytes, 0, cut);
    feed(reader, bytes, cut, bytes.length);
    if (!heard.isOver()) {
      reader.end();
    }
    return reader;
  }

  private void feed(AnswerReader reader, byte[] bytes, int from, int to) {
    if (!heard.isOver() && to > from) {
      reader.bytes(new ByteSlice(bytes, from, to - from));
    }
  }

  private AnswerReader stream(String text) {
    return read(true, "text/event-stream; charset=utf-8", text.getBytes(UTF_8), 0);
  }

  @Test
  void bytes_stay_wherever_the_network_cut() {
    var bytes = WHOLE_STREAM.getBytes(UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      var test = new AnthropicStreamReaderTest();
      var reader = test.read(true, "text/event-stream", bytes, cut);
      var at = "cut at " + cut;
      assertThat(test.heard.all.toString(UTF_8)).as(at).isEqualTo(WHOLE_STREAM);
      assertThat(test.heard.ended).as(at).isTrue();
      assertThat(reader.usage()).as(at).isEqualTo(new TokenUsage(2160L, 31L, 2048L, 100L, 8L));
      assertThat(reader.finish()).as(at).isEqualTo(FinishReason.STOP);
      assertThat(reader.text().texts()).as(at).containsExactly("Grüße \n😀");
    }
  }

  @Test
  void what_comes_before_content_can_be_held_back() {
    read(true, "text/event-stream", (START + PING + BLOCK).getBytes(UTF_8), 40);
    assertThat(heard.preamble.toString(UTF_8)).isEqualTo(START + PING + BLOCK);
    assertThat(heard.head.contentType()).isEqualTo("text/event-stream");
  }

  @Test
  void nothing_after_the_terminator_goes_on() {
    stream(WHOLE_STREAM + NEW);
    assertThat(heard.all.toString(UTF_8)).isEqualTo(WHOLE_STREAM);
    assertThat(heard.ended).isTrue();
  }

  @Test
  void the_terminator_counts_without_its_blank_line() {
    stream(WHOLE_STREAM.substring(0, WHOLE_STREAM.length() - 2));
    assertThat(heard.ended).isTrue();
    assertThat(heard.all.toString(UTF_8)).isEqualTo(WHOLE_STREAM);
  }

  @Test
  void a_stream_without_its_terminator_is_broken_off() {
    var reader = stream(START + BLOCK + TEXT + DELTA);
    assertThat(heard.failure.kind()).isEqualTo("broken_off");
    assertThat(reader.usage().output()).isEqualTo(31);
  }

  @Test
  void the_output_at_the_start_is_no_count() {
    assertThat(stream(START + BLOCK + TEXT).usage())
        .isEqualTo(new TokenUsage(2160L, null, 2048L, 100L, null));
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error, unavailable",
    "rate_limit_error, rate_limited",
    "authentication_error, key",
    "billing_error, funding",
    "not_found_error, model",
    "invalid_request_error, request",
    "invented_error, unavailable"
  })
  void an_error_event_is_a_failure_and_does_not_go_on(String type, String kind) {
    stream(
        START
            + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\""
            + type
            + "\",\"message\":\"sk-ant-secret\"}}\n\n");
    assertThat(heard.failure.kind()).isEqualTo(kind);
    assertThat(heard.failure.toString()).doesNotContain("sk-ant-secret");
    assertThat(heard.all.toString(UTF_8)).isEqualTo(START);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {\"type\":|malformed",
        "data: [1]|malformed",
        "data: {\"type\":\"message_stop\"}|malformed",
        ": comment|broken_off"
      })
  void what_is_no_stream_of_a_message_is_a_failure(String event, String kind) {
    stream(event + "\n\n");
    assertThat(heard.failure.kind()).isEqualTo(kind);
  }

  @Test
  void a_whole_answer_in_place_of_a_stream_is_a_failure() {
    var error = "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}";
    read(true, "application/json", error.getBytes(UTF_8), 5);
    assertThat(heard.failure.kind()).isEqualTo("rate_limited");
    var other = new AnthropicStreamReaderTest();
    other.read(true, "application/json", "{\"content\":[]}".getBytes(UTF_8), 5);
    assertThat(other.heard.failure.kind()).isEqualTo("malformed");
  }

  private static final String MESSAGE =
      "{\"id\":\"m\", \"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Grüße\"},"
          + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{\"a\":1.50}}],"
          + "\"stop_reason\":\"tool_use\",\"x\":[1.0],\"usage\":{\"input_tokens\":3,"
          + "\"output_tokens\":2}}\n";

  @Test
  void a_whole_answer_goes_on_as_it_is() {
    var bytes = MESSAGE.getBytes(UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      var test = new AnthropicStreamReaderTest();
      var reader = test.read(false, "application/json", bytes, cut);
      assertThat(test.heard.all.toString(UTF_8)).as("cut at " + cut).isEqualTo(MESSAGE);
      assertThat(test.heard.ended).isTrue();
      assertThat(reader.usage()).isEqualTo(TokenUsage.of(3, 2));
      assertThat(reader.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|{\"content\":[|malformed",
        "application/json|{\"type\":\"message\"}|malformed",
        "application/json|[]|malformed",
        "text/event-stream|x|malformed",
        "application/json|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}|unavailable"
      })
  void a_whole_answer_that_is_none_is_a_failure(String type, String body, String kind) {
    read(false, type, body.getBytes(UTF_8), 0);
    assertThat(heard.failure.kind()).isEqualTo(kind);
    assertThat(heard.all.size()).isZero();
  }
}
