package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.Framing;
import ai.lyss.adapter.provider.translate.TranslatingReader;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.provider.Credential;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers and streams of this dialect, read for callers of another. */
class OpenAiGoldenAnswerTest {

  private static final OpenAiQuirks UNMARKED =
      OpenAiQuirks.COMPATIBLE.with(OpenAiQuirks.Trait.NO_DONE_MARKER);

  private static Stream<Arguments> cases(String file) {
    return GoldenFile.read(file).entrySet().stream()
        .map(item -> Arguments.of(item.getKey(), item.getValue()));
  }

  static Stream<Arguments> answers() {
    return cases("answers/openai.jsonl");
  }

  static Stream<Arguments> streams() {
    return cases("streams/openai.jsonl");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void reads_a_whole_answer(String name, JsonTree item) {
    var out = new RecordingOut();
    var reader = reader(out, item, false);
    var bytes = item.get("in").raw().bytes();
    reader.head(
        new HttpHead(
            200, MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json")));
    reader.bytes(ByteSlice.of(bytes));
    reader.end();
    assertOutcome(out, item);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void reads_a_stream_however_it_is_cut(String name, JsonTree item) {
    var bytes = item.get("in").text().getBytes(StandardCharsets.UTF_8);
    assertOutcome(streamed(item, bytes, bytes.length), item);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertOutcome(streamed(item, bytes, cut), item);
    }
    assertOutcome(byteByByte(item, bytes), item);
  }

  private static RecordingOut streamed(JsonTree item, byte[] bytes, int cut) {
    var out = new RecordingOut();
    var reader = reader(out, item, true);
    feed(reader, out, bytes, 0, cut);
    feed(reader, out, bytes, cut, bytes.length);
    if (!out.isOver()) {
      reader.end();
    }
    return out;
  }

  private static RecordingOut byteByByte(JsonTree item, byte[] bytes) {
    var out = new RecordingOut();
    var reader = reader(out, item, true);
    for (int i = 0; i < bytes.length; i++) {
      feed(reader, out, bytes, i, i + 1);
    }
    if (!out.isOver()) {
      reader.end();
    }
    return out;
  }

  private static void feed(AnswerReader reader, RecordingOut out, byte[] in, int from, int to) {
    if (to > from && !out.isOver()) {
      reader.bytes(new ByteSlice(in, from, to - from));
    }
  }

  private static AnswerReader reader(RecordingOut out, JsonTree item, boolean streamed) {
    var quirks = "no-marker".equals(item.textOf("quirk")) ? UNMARKED : OpenAiQuirks.OPENAI;
    var redaction = new Redaction(Credential.apiKey(Chats.KEY), URI.create("http://v.test"));
    return new TranslatingReader(
        out,
        new OpenAiAnswerTranslator(quirks, redaction),
        Framing.EVENTS,
        CanonicalRequest.asking(Dialect.ANTHROPIC, "hi", streamed),
        AnswerLimits.STANDARD,
        AnswerText.DROPPED);
  }

  private static void assertOutcome(RecordingOut out, JsonTree item) {
    var failed = item.textOf("failed");
    if (failed != null) {
      assertThat(out.failure).as(out.text()).isNotNull();
      assertThat(out.failure.kind()).isEqualTo(failed);
      return;
    }
    assertThat(out.failure).isNull();
    assertThat(out.ended).isTrue();
    var told = out.text().lines().map(GoldenFile::normal).toList();
    var expected = item.get("expected").children().stream().map(GoldenFile::normal).toList();
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void folds_a_stream_into_what_the_whole_answer_says() {
    var whole = new ChatFold();
    var stream = new ChatFold();
    var translator = new OpenAiAnswerTranslator(OpenAiQuirks.OPENAI, redaction());
    var text =
        """
        {"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant",
         "content":"It is.","reasoning_content":"hm","tool_calls":[{"id":"call_a","type":"function",
         "function":{"name":"f","arguments":"{\\"a\\":1}"}}]},"finish_reason":"tool_calls"}],
         "usage":{"prompt_tokens":1,"completion_tokens":2}}""";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    translator.whole(bytes, 0, bytes.length, whole::add);

    var streaming = new OpenAiAnswerTranslator(OpenAiQuirks.OPENAI, redaction());
    for (var event :
        List.of(
            delta("{\"role\":\"assistant\",\"content\":\"\"}"),
            delta("{\"reasoning_content\":\"h\"}"),
            delta("{\"reasoning_content\":\"m\"}"),
            delta("{\"content\":\"It\"}"),
            delta("{\"content\":\" is.\"}"),
            delta(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"function\":{\"name\":\"f\","
                    + "\"arguments\":\"{\\\"a\\\"\"}}]}"),
            delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}"),
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
            "[DONE]")) {
      var in = event.getBytes(StandardCharsets.UTF_8);
      streaming.event(in, 0, in.length, stream::add);
    }
    assertThat(stream.answer()).isEqualTo(whole.answer());
    assertThat(whole.answer().choices().getFirst().parts()).hasSize(3);
  }

  private static String delta(String delta) {
    return "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}";
  }

  private static Redaction redaction() {
    return new Redaction(Credential.apiKey(Chats.KEY), null);
  }

  @Test
  void makes_ids_for_calls_that_come_without() {
    var ids = new ArrayList<String>();
    var translator = new OpenAiAnswerTranslator(OpenAiQuirks.OPENAI, redaction());
    var in =
        ("{\"id\":\"c\",\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\"}},"
                + "{\"function\":{\"name\":\"f\"}}]}}]}")
            .getBytes(StandardCharsets.UTF_8);
    translator.whole(
        in,
        0,
        in.length,
        chunk -> {
          if (chunk instanceof ChatChunk.CallStarted call) {
            ids.add(call.id());
          }
        });
    assertThat(ids)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("call_[0-9a-f]{32}"));
  }
}
