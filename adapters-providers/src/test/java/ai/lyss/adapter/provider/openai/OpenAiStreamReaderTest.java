package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.provider.Credential;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiStreamReaderTest {

  private static final String ANSWER =
      Wire.role()
          + Wire.text("Grüße ")
          + Wire.text("你好 😀\\n")
          + Wire.delta("{\"tool_calls\":[{\"index\":0,\"id\":\"c\"}]}")
          + Wire.finish("stop");
  private static final String USAGE = Wire.usage(21, 9);
  private static final TokenUsage TOLD = new TokenUsage(21L, 9L, 3L, 1L, 0L);

  private final RecordingOut out = new RecordingOut();

  @Test
  void passes_the_usage_on_when_it_was_asked_for() {
    read(out, true, OpenAiQuirks.OPENAI, List.of(utf8(ANSWER + USAGE + Wire.DONE)));

    assertThat(out.text()).isEqualTo(ANSWER + USAGE + Wire.DONE);
    assertThat(out.slices).as("one slice a piece").isEqualTo(1);
  }

  @Test
  void tells_the_preamble_from_the_content() {
    read(
        out,
        false,
        OpenAiQuirks.OPENAI,
        Stream.of(": hi\n\n", Wire.role(), Wire.text("a"), ": later\n\n", Wire.finish("stop"))
            .map(OpenAiStreamReaderTest::utf8)
            .toList());

    assertThat(out.preambleText()).isEqualTo(": hi\n\n" + Wire.role());
    assertThat(out.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
  }

  static List<String> contents() {
    return List.of(
        Wire.text("a"),
        Wire.delta("{\"refusal\":\"no\"}"),
        Wire.delta("{\"reasoning_content\":\"hm\"}"),
        Wire.delta("{\"reasoning\":\"hm\"}"),
        Wire.delta("{\"tool_calls\":[{\"index\":0}]}"),
        Wire.delta("{\"function_call\":{\"name\":\"f\"}}"),
        Wire.finish("content_filter"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void counts_as_content(String event) {
    read(out, false, OpenAiQuirks.OPENAI, List.of(utf8(event)));

    assertThat(out.preambleText()).isEmpty();
    assertThat(out.text()).isEqualTo(event);
  }

  static List<String> preambles() {
    return List.of(
        ": comment\n\n",
        "id: 1\n\n",
        "data:\n\n",
        Wire.role(),
        Wire.delta("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]}"),
        Wire.delta("{}"),
        Wire.chunk("[],\"prompt_filter_results\":[{\"prompt_index\":0}]"),
        "data: {\"id\":\"x\"}\n\n");
  }

  @ParameterizedTest
  @MethodSource("preambles")
  void does_not_count_as_content(String event) {
    read(out, false, OpenAiQuirks.OPENAI, List.of(utf8(event)));

    assertThat(out.preambleText()).isEqualTo(event);
  }

  static List<List<Object>> usages() {
    var groq =
        "{\"choices\":[],\"x_groq\":{\"id\":\"r\",\"usage\":" + Wire.usageObject(21, 9) + "}}";
    return List.of(
        List.of(Wire.usage(5, 1) + USAGE, TOLD),
        List.of(USAGE + Wire.chunk("[],\"usage\":null"), TOLD),
        List.of(
            Wire.chunk("[{\"index\":0,\"delta\":{}}],\"usage\":" + Wire.usageObject(21, 9)), TOLD),
        List.of("data: " + groq + "\n\n", TOLD),
        List.of(Wire.chunk("[],\"usage\":{}"), TokenUsage.UNKNOWN),
        List.of(Wire.chunk("[],\"usage\":\"none\""), TokenUsage.UNKNOWN),
        List.of(
            Wire.chunk("[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":null}"),
            new TokenUsage(4L, null, null, null, null)),
        List.of(
            Wire.chunk("[],\"usage\":{\"prompt_tokens\":-4,\"completion_tokens\":1.5}"),
            TokenUsage.UNKNOWN),
        List.of(
            Wire.chunk(
                "[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2,"
                    + "\"prompt_cache_hit_tokens\":3}"),
            new TokenUsage(4L, 2L, 3L, null, null)));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void reads_usage(List<Object> row) {
    var reader =
        read(
            out,
            false,
            OpenAiQuirks.OPENAI,
            List.of(utf8(Wire.text("a") + row.getFirst() + Wire.DONE)));

    assertThat(out.ended).isTrue();
    assertThat(reader.usage()).isEqualTo(row.getLast());
  }

  @Test
  void leaves_usage_on_a_chunk_with_a_choice_where_it_is() {
    var last =
        Wire.chunk(
            "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
                + Wire.usageObject(1, 2));
    read(out, false, OpenAiQuirks.OPENAI, List.of(utf8(Wire.text("a") + last + Wire.DONE)));

    assertThat(out.text()).isEqualTo(Wire.text("a") + last + Wire.DONE);
  }

  static List<List<Object>> failures() {
    var text = Wire.text("a");
    return List.of(
        List.of("", "broken_off", FailureScope.PROVIDER),
        List.of(text, "broken_off", FailureScope.PROVIDER),
        List.of(text + Wire.finish("stop"), "broken_off", FailureScope.PROVIDER),
        List.of(text + "data: {\"choices\":[{\"del", "broken_off", FailureScope.PROVIDER),
        List.of(text + "data: {\"choices\":[}\n\n", "malformed", FailureScope.PROVIDER),
        List.of(text + "data: hello\n\n", "malformed", FailureScope.PROVIDER),
        List.of(text + "data: null\n\n", "malformed", FailureScope.PROVIDER),
        List.of(text + "data: {} {}\n\n", "malformed", FailureScope.PROVIDER),
        List.of(Wire.DONE, "malformed", FailureScope.PROVIDER),
        List.of(error("{\"message\":\"m\"}"), "unavailable", FailureScope.PROVIDER),
        List.of(text + error("{\"message\":\"m\"}"), "unavailable", FailureScope.PROVIDER),
        List.of(error("\"plain\""), "unavailable", FailureScope.PROVIDER),
        List.of(error("{\"code\":429}"), "rate_limited", FailureScope.PROVIDER),
        List.of(error("{\"code\":402}"), "funding", FailureScope.FUNDING),
        List.of(error("{\"code\":\"insufficient_quota\"}"), "funding", FailureScope.FUNDING),
        List.of(error("{\"type\":\"invalid_request_error\"}"), "request", FailureScope.REQUEST),
        List.of(error("{\"status_code\":400}"), "request", FailureScope.REQUEST),
        List.of(
            "event: error\ndata: {\"message\":\"m\",\"code\":503}\n\n",
            "unavailable",
            FailureScope.PROVIDER),
        List.of(
            "data: {\"object\":\"error\",\"message\":\"m\",\"code\":404}\n\n",
            "model",
            FailureScope.MODEL),
        List.of("data: {\"code\":500,\"message\":\"m\"}\n\n", "unavailable", FailureScope.PROVIDER),
        List.of(text + Wire.finish("error"), "broken_off", FailureScope.PROVIDER));
  }

  private static String error(String value) {
    return "data: {\"error\":" + value + "}\n\n";
  }

  @ParameterizedTest
  @MethodSource("failures")
  void fails_and_keeps_the_fault_to_itself(List<Object> row) {
    read(out, false, OpenAiQuirks.OPENAI, List.of(utf8((String) row.getFirst())));

    assertThat(out.ended).isFalse();
    assertThat(out.failure.kind()).isEqualTo(row.get(1));
    assertThat(out.failure.scope()).isEqualTo(row.get(2));
    assertThat(out.text()).doesNotContain("error").doesNotContain("DONE");
  }

  @Test
  void takes_a_marker_without_its_blank_line() {
    read(out, false, OpenAiQuirks.OPENAI, List.of(utf8(Wire.text("a") + "data: [DONE]")));

    assertThat(out.ended).isTrue();
    assertThat(out.text()).isEqualTo(Wire.text("a") + Wire.DONE);
  }

  @Test
  void writes_the_marker_itself_for_a_vendor_that_has_none() {
    var quirks = OpenAiQuirks.COMPATIBLE.with(OpenAiQuirks.Trait.NO_DONE_MARKER);
    read(out, false, quirks, List.of(utf8(ANSWER)));
    var cut = new RecordingOut();
    read(cut, false, quirks, List.of(utf8(Wire.text("a"))));
    var within = new RecordingOut();
    read(within, false, quirks, List.of(utf8(Wire.finish("stop") + "data: {\"ch")));

    assertThat(out.ended).isTrue();
    assertThat(out.text()).isEqualTo(ANSWER + Wire.DONE);
    assertThat(cut.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(within.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
  }

  @Test
  void takes_a_large_event_and_refuses_one_too_large() {
    var large = utf8(Wire.text("x".repeat(1 << 20)) + Wire.DONE);
    var packets =
        Stream.iterate(0, at -> at < large.length, at -> at + 1_460)
            .map(at -> Arrays.copyOfRange(large, at, Math.min(large.length, at + 1_460)))
            .toList();
    read(out, false, OpenAiQuirks.OPENAI, packets);
    var tooLarge = new RecordingOut();
    var reader =
        new SplicedStream(
            tooLarge,
            new AnswerLimits(1_000, 1 << 20),
            new OpenAiStreamReader(OpenAiQuirks.OPENAI, false, redaction(), AnswerText.DROPPED));
    packets.forEach(packet -> reader.bytes(ByteSlice.of(packet)));

    assertThat(out.ended).isTrue();
    assertThat(out.text()).hasSize(large.length);
    assertThat(tooLarge.failure).isInstanceOf(ProviderFailure.Malformed.class);
  }

  static SplicedStream read(
      RecordingOut out, boolean usageAsked, OpenAiQuirks quirks, List<byte[]> pieces) {
    var reader =
        new SplicedStream(
            out,
            AnswerLimits.STANDARD,
            new OpenAiStreamReader(quirks, usageAsked, redaction(), AnswerText.KEPT));
    var headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "text/event-stream");
    reader.head(new HttpHead(200, headers));
    for (var piece : pieces) {
      if (!out.isOver()) {
        reader.bytes(ByteSlice.of(piece));
      }
    }
    if (!out.isOver()) {
      reader.end();
    }
    return reader;
  }

  private static Redaction redaction() {
    return new Redaction(Credential.NONE, null);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
