package ai.lyss.adapter.provider.gemini;

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
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes from a caller of Gemini's dialect to Gemini and back loses nothing. */
class GeminiSpliceTest {

  private static final GeminiProtocol PROTOCOL =
      new GeminiProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD, () -> 2);
  private static final String BODY =
      "{ \"contents\":[{\"parts\":[{\"text\":\"\\u00e9\"}]}],\"x\":1.0}";

  private static Provider provider(String base) {
    return Chats.provider("gemini", URI.create(base), Map.of());
  }

  private static Call call(String body, JsonSpan limit, Long clipped, StreamForm form) {
    var bytes = body.getBytes(UTF_8);
    var outline =
        new RequestOutline(
            new ModelName("public"),
            null,
            form != null,
            null,
            true,
            null,
            null,
            null,
            limit,
            1,
            Set.of(),
            1,
            bytes.length);
    var chat = new ChatRequest(Dialect.GEMINI, bytes, outline, new Formed(form));
    return new Call(
        provider("http://vendor.test/v1beta"),
        new ModelName("gemini-x"),
        chat,
        clipped,
        Long.MAX_VALUE,
        AnswerText.KEPT);
  }

  /** A translation that must not be asked for anything but the form of the stream. */
  private record Formed(StreamForm form) implements DialectTranslation {
    @Override
    public ContentReading content(ChatRequest request) {
      throw new AssertionError("a request was translated that should not be");
    }

    @Override
    public AnswerWriter writer(ChatRequest request) {
      throw new AssertionError("an answer was translated that should not be");
    }

    @Override
    public StreamForm streamForm() {
      return form;
    }
  }

  @Test
  void sends_the_very_body() {
    var call = call(BODY, null, null, null);
    var sent = Chats.sent(PROTOCOL, call);

    assertThat(sent.body())
        .isSameAs(call.request() instanceof ChatRequest chat ? chat.body() : null);
    assertThat(sent.path()).isEqualTo("/models/gemini-x:generateContent");
    assertThat(Chats.sent(PROTOCOL, call(BODY, null, null, StreamForm.ARRAY)).path())
        .isEqualTo("/models/gemini-x:streamGenerateContent?alt=sse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"contents\":[]}|{\"generationConfig\":{\"maxOutputTokens\":5},\"contents\":[]}",
        "{\"generationConfig\":{}}|{\"generationConfig\":{\"maxOutputTokens\":5}}",
        "{\"generationConfig\":{\"topP\":1.0}}"
            + "|{\"generationConfig\":{\"maxOutputTokens\":5,\"topP\":1.0}}",
        "{\"generation_config\":{\"top_p\":1}}"
            + "|{\"generation_config\":{\"maxOutputTokens\":5,\"top_p\":1}}",
        "{\"a\":1,\"generationConfig\":null}"
            + "|{\"a\":1,\"generationConfig\":{\"maxOutputTokens\":5}}"
      })
  void puts_a_lowered_limit_in(String body, String expected) {
    var sent = Chats.sent(PROTOCOL, call(body, null, 5L, null));

    assertThat(new String(sent.body(), UTF_8)).isEqualTo(expected);
  }

  @Test
  void lowers_the_callers_limit_where_it_stands() {
    var body = "{\"generationConfig\":{\"maxOutputTokens\": 900 }}";
    int at = body.indexOf("900");
    var sent = Chats.sent(PROTOCOL, call(body, new JsonSpan(at, at + 3), 5L, null));

    assertThat(new String(sent.body(), UTF_8)).isEqualTo(body.replace("900", "5"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://v.test, /v1beta/models/m:generateContent",
    "http://v.test/, /v1beta/models/m:generateContent",
    "http://v.test/v1beta, /models/m:generateContent",
    "http://v.test/proxy/v1/, /models/m:generateContent",
    "http://v.test/proxy, /v1beta/models/m:generateContent"
  })
  void finds_the_version_of_the_api_in_the_base_url(String base, String path) {
    assertThat(GeminiAddress.whole(URI.create(base), new ModelName("m"))).isEqualTo(path);
  }

  static Stream<Arguments> streams() {
    return GoldenFile.read("streams/gemini.jsonl").entrySet().stream()
        .map(item -> Arguments.of(item.getKey(), item.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void passes_a_stream_on_however_it_is_cut(String name, JsonTree item) {
    var text = new StringBuilder();
    for (var event : item.get("in").children()) {
      text.append("data: ").append(event.isText() ? event.text() : event.raw().text());
      text.append("\r\n\r\n");
    }
    var bytes = text.toString().getBytes(UTF_8);
    for (int cut = 0; cut < Math.max(1, bytes.length); cut++) {
      var out = read(StreamForm.EVENTS, bytes, cut);
      if (item.textOf("failed") == null) {
        assertThat(out.failure).isNull();
        assertThat(out.all.toString(UTF_8)).isEqualTo(text.toString());
      } else if (!item.textOf("case")
          .equals("malformed-call")) { // a caller of the dialect reads it
        assertThat(out.failure).isNotNull();
        assertThat(out.failure.kind()).isEqualTo(item.textOf("failed"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void makes_an_array_of_a_stream(String name, JsonTree item) {
    if (item.textOf("failed") != null) {
      return;
    }
    var text = new StringBuilder();
    item.get("in")
        .children()
        .forEach(
            event ->
                text.append("data: ")
                    .append(event.isText() ? event.text() : event.raw().text())
                    .append("\n\n"));
    var bytes = text.toString().getBytes(UTF_8);
    for (int cut = 0; cut < bytes.length; cut += 7) {
      var array = GoldenFile.json(read(StreamForm.ARRAY, bytes, cut).all.toString(UTF_8));
      assertThat(array.children()).hasSameSizeAs(item.get("in").children());
      for (int i = 0; i < array.children().size(); i++) {
        var event = item.get("in").children().get(i);
        assertThat(array.children().get(i).raw().text())
            .isEqualTo(event.isText() ? event.text() : event.raw().text());
      }
    }
  }

  @Test
  void learns_usage_finish_and_text_on_the_way() {
    var item = GoldenFile.read("streams/gemini.jsonl").get("thought-call-finish");
    var text = new StringBuilder();
    item.get("in")
        .children()
        .forEach(e -> text.append("data: ").append(e.raw().text()).append("\n\n"));
    var out = new Kept();
    var reader = PROTOCOL.reader(call(BODY, null, null, StreamForm.EVENTS), out);
    reader.head(head("text/event-stream"));
    reader.bytes(ByteSlice.of(text.toString().getBytes(UTF_8)));
    reader.end();

    assertThat(reader.usage()).isEqualTo(new TokenUsage(20L, 95L, null, null, 80L));
    assertThat(reader.finish()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reader.text().texts().getFirst()).startsWith("Look up tide").contains("Brest");
    assertThat(out.head.contentType()).startsWith("text/event-stream");
  }

  @Test
  void passes_a_whole_answer_on_once_it_is_whole() {
    for (var item : GoldenFile.read("responses/gemini.jsonl").values()) {
      var in = item.get("in");
      var text = in.isText() ? in.text() : in.raw().text();
      var out = new Kept();
      var reader = PROTOCOL.reader(call(BODY, null, null, null), out);
      reader.head(head("application/json"));
      reader.bytes(ByteSlice.of(text.getBytes(UTF_8)));
      reader.end();
      var failed = item.textOf("failed");
      if (failed == null) {
        assertThat(out.failure).as(item.textOf("case")).isNull();
        assertThat(out.all.toString(UTF_8)).isEqualTo(text);
      } else {
        assertThat(out.failure).as(item.textOf("case")).isNotNull();
        assertThat(out.all.size()).isZero();
      }
    }
  }

  private static HttpHead head(String type) {
    return new HttpHead(200, MultiMap.caseInsensitiveMultiMap().add("content-type", type));
  }

  private static Kept read(StreamForm form, byte[] bytes, int cut) {
    var out = new Kept();
    var reader = PROTOCOL.reader(call(BODY, null, null, form), out);
    reader.head(head("text/event-stream"));
    if (cut > 0) {
      reader.bytes(new ByteSlice(bytes, 0, cut));
    }
    if (!out.isOver() && bytes.length > cut) {
      reader.bytes(new ByteSlice(bytes, cut, bytes.length - cut));
    }
    if (!out.isOver()) {
      reader.end();
    }
    return out;
  }

  /** Keeps what a reader says, up to its first end or failure. */
  private static final class Kept implements AnswerReader.Out {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private AnswerHead head;
    private ProviderFailure failure;
    private boolean ended;

    boolean isOver() {
      return ended || failure != null;
    }

    @Override
    public void head(AnswerHead told) {
      head = told;
    }

    @Override
    public void preamble(ByteSlice bytes) {
      content(bytes);
    }

    @Override
    public void content(ByteSlice bytes) {
      if (!isOver()) {
        all.write(bytes.array(), bytes.offset(), bytes.length());
      }
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void fail(ProviderFailure why) {
      failure = failure == null && !ended ? why : failure;
    }
  }
}
