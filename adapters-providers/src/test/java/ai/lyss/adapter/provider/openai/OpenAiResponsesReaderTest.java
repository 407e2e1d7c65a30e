package ai.lyss.adapter.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.provider.Credential;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the Responses API as they pass, by openai.md §7. */
class OpenAiResponsesReaderTest {

  private static final String USAGE =
      "\"usage\":{\"input_tokens\":21,\"input_tokens_details\":{\"cached_tokens\":16},"
          + "\"output_tokens\":9,\"output_tokens_details\":{\"reasoning_tokens\":4},"
          + "\"total_tokens\":30}";
  private static final TokenUsage TOLD = new TokenUsage(21L, 9L, 16L, null, 4L);

  private static final String BEGIN =
      event("response.created", "\"response\":{\"status\":\"in_progress\",\"usage\":null}")
          + event("response.in_progress", "\"response\":{\"status\":\"in_progress\"}")
          + event("response.output_item.added", "\"item\":{\"type\":\"message\"}")
          + event("response.content_part.added", "\"part\":{}");
  private static final String TEXT =
      event("response.output_text.delta", "\"delta\":\"Grüße \"")
          + event("response.output_text.delta", "\"delta\":\"你好 😀\\n\"")
          + event("response.output_text.done", "\"text\":\"Grüße 你好 😀\\n\"");
  private static final String COMPLETED =
      event(
          "response.completed",
          "\"response\":{\"status\":\"completed\",\"output\":[{\"type\":\"message\"}],"
              + USAGE
              + "}");
  private static final String ANSWER = BEGIN + TEXT + COMPLETED;

  private final RecordingOut out = new RecordingOut();

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
  }

  private AnswerReader streamed(String contentType) {
    var reader =
        new SplicedStream(
            out,
            AnswerLimits.STANDARD,
            new OpenAiResponsesStreamReader(new Redaction(Credential.NONE, null), AnswerText.KEPT));
    reader.head(head(contentType));
    return reader;
  }

  private static HttpHead head(String contentType) {
    return new HttpHead(200, MultiMap.caseInsensitiveMultiMap().add("content-type", contentType));
  }

  private AnswerReader read(String stream) {
    var reader = streamed("text/event-stream");
    feed(reader, stream.getBytes(UTF_8));
    return reader;
  }

  private void feed(AnswerReader reader, byte[] bytes) {
    if (!out.isOver()) {
      reader.bytes(ByteSlice.of(bytes));
    }
  }

  @Test
  void passes_every_byte_on_and_learns_what_it_needs() {
    var reader = read(ANSWER);

    assertThat(out.text()).isEqualTo(ANSWER);
    assertThat(out.ended).isTrue();
    assertThat(reader.usage()).isEqualTo(TOLD);
    assertThat(reader.finish()).isEqualTo(FinishReason.STOP);
    assertThat(reader.text().texts()).containsExactly("Grüße 你好 😀\n");
    assertThat(reader.contentBytes()).isPositive();
  }

  @Test
  void reads_the_same_wherever_the_network_cuts() {
    var bytes = ANSWER.getBytes(UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      var split = new OpenAiResponsesReaderTest();
      var reader = split.streamed("text/event-stream");
      split.feed(reader, Arrays.copyOf(bytes, cut));
      split.feed(reader, Arrays.copyOfRange(bytes, cut, bytes.length));

      assertThat(split.out.text()).as("cut at %s", cut).isEqualTo(ANSWER);
      assertThat(split.out.ended).as("cut at %s", cut).isTrue();
      assertThat(reader.usage()).isEqualTo(TOLD);
      assertThat(reader.text().texts()).containsExactly("Grüße 你好 😀\n");
    }
  }

  @Test
  void holds_nothing_to_be_content_that_says_nothing() {
    read(BEGIN);
    assertThat(out.preambleText()).isEqualTo(BEGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response.output_text.delta",
        "response.refusal.delta",
        "response.reasoning_summary_text.delta",
        "response.function_call_arguments.delta",
        "response.output_item.done",
        "response.web_search_call.searching",
        "response.whatever.comes"
      })
  void counts_as_content(String type) {
    read(event(type, "\"delta\":\"a\""));
    assertThat(out.preambleText()).isEmpty();
    assertThat(out.text()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "completed|\"output\":[{\"type\":\"function_call\"}]|TOOL_CALLS",
        "completed|\"output\":[{\"type\":\"message\"},{\"type\":\"custom_tool_call\"}]|TOOL_CALLS",
        "completed|\"output\":[]|STOP",
        "incomplete|\"incomplete_details\":{\"reason\":\"max_output_tokens\"}|LENGTH",
        "incomplete|\"incomplete_details\":{\"reason\":\"content_filter\"}|CONTENT_FILTER",
        "incomplete|\"incomplete_details\":null|LENGTH"
      })
  void learns_why_it_ended(String status, String members, FinishReason reason) {
    var last = "\"response\":{\"status\":\"" + status + "\"," + members + "}";
    var reader = read(BEGIN + event("response." + status, last));

    assertThat(out.ended).isTrue();
    assertThat(reader.finish()).isEqualTo(reason);
  }

  @Test
  void says_nothing_after_the_terminator() {
    read(ANSWER + "data: [DONE]\n\n" + TEXT);
    assertThat(out.text()).isEqualTo(ANSWER);
  }

  @Test
  void takes_a_terminator_without_its_blank_line() {
    var reader = read(ANSWER.strip());
    assertThat(out.isOver()).isFalse();
    reader.end();
    assertThat(out.ended).isTrue();
    assertThat(out.text()).isEqualTo(ANSWER);
  }

  @Test
  void does_not_take_an_early_end_for_a_whole_answer() {
    var cutWithin = ANSWER.substring(0, ANSWER.length() - 9);
    for (var cut : new String[] {"", BEGIN, BEGIN + TEXT, cutWithin}) {
      var early = new OpenAiResponsesReaderTest();
      early.read(cut).end();
      assertThat(early.out.failure).as(cut).isInstanceOf(ProviderFailure.BrokenOff.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "error|\"code\":\"rate_limit_exceeded\",\"message\":\"slow\",\"param\":null|PROVIDER",
        "error|\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}|FUNDING",
        "error|\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}|REQUEST",
        "error|\"code\":null,\"message\":\"oops\"|PROVIDER",
        "response.failed|\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}|PROVIDER",
        "response.failed|\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"x\"}}|PROVIDER",
        "response.cancelled|\"response\":{\"status\":\"cancelled\"}|PROVIDER"
      })
  void tells_whose_fault_an_error_is(String type, String members, FailureScope scope) {
    read(BEGIN + TEXT + event(type, members));

    assertThat(out.failure).isNotNull();
    assertThat(out.failure.scope()).isEqualTo(scope);
    assertThat(out.text()).as("the event itself").isEqualTo(BEGIN + TEXT);
  }

  @Test
  void refuses_what_is_no_event_stream_of_the_dialect() {
    read("data: {\"type\":\n\n");
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    var page = new OpenAiResponsesReaderTest();
    page.streamed("text/html");
    assertThat(page.out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    var whole = new OpenAiResponsesReaderTest();
    var reader = whole.streamed("application/json");
    whole.feed(reader, "{\"error\":{\"code\":\"insufficient_quota\"}}".getBytes(UTF_8));
    reader.end();
    assertThat(whole.out.failure.scope()).isEqualTo(FailureScope.FUNDING);
  }

  private AnswerReader whole(String body) {
    var reader =
        new SplicedWhole(out, new OpenAiResponsesWholeReader(new Redaction(Credential.NONE, null)));
    reader.head(head("application/json"));
    var bytes = body.getBytes(UTF_8);
    int half = bytes.length / 2;
    reader.bytes(ByteSlice.of(Arrays.copyOf(bytes, half)));
    reader.bytes(ByteSlice.of(Arrays.copyOfRange(bytes, half, bytes.length)));
    reader.end();
    return reader;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"completed\",\"error\":null,\"output\":[{\"type\":\"message\"}],%s}",
        "{%s,\"status\":\"incomplete\",\"output\":[]}",
        "{\"status\":\"queued\",\"output\":[],%s,\"background\":true}"
      })
  void passes_a_whole_answer_on(String form) {
    var body = form.formatted(USAGE);
    var reader = whole(body);

    assertThat(out.text()).isEqualTo(body);
    assertThat(out.ended).isTrue();
    assertThat(reader.usage()).isEqualTo(TOLD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"status\":\"completed\",\"output\":[]|Malformed",
        "{}|Malformed",
        "[]|Malformed",
        "{\"status\":\"failed\",\"output\":[]}|BrokenOff",
        "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"x\"},\"output\":[]}|Unavailable",
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"x\"}}|RequestRefused"
      })
  void refuses_a_whole_answer_that_is_none(String body, String kind) {
    whole(body);
    assertThat(out.failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(out.text()).isEmpty();
  }
}
