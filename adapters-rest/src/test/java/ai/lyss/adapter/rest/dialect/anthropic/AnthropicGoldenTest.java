package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.store.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the dialect against its golden files, one JSON object a line: what a request comes to, and
 * how an answer is written, whole and as a stream. They were written from the wire's documents, and
 * none is made by the code that it tests.
 */
class AnthropicGoldenTest {

  private static final AnswerStamp STAMP =
      new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random()));

  private static Stream<DynamicTest> each(String file, int fewest, Consumer<JsonObject> check)
      throws IOException {
    try (var in = AnthropicGoldenTest.class.getResourceAsStream("/golden/" + file)) {
      var cases =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(JsonObject::new)
              .toList();
      assertThat(cases).hasSizeGreaterThanOrEqualTo(fewest);
      assertThat(cases.stream().map(each -> each.getString("case"))).doesNotHaveDuplicates();
      return cases.stream()
          .map(each -> dynamicTest(each.getString("case"), () -> check.accept(each)));
    }
  }

  @TestFactory
  Stream<DynamicTest> requests() throws IOException {
    return each("requests/anthropic.jsonl", 40, AnthropicGoldenTest::request);
  }

  private static void request(JsonObject item) {
    var in = item.getValue("in");
    var body = (in instanceof JsonObject object ? usual(object).encode() : in.toString());
    switch (AnthropicRequestReader.read(body.getBytes(UTF_8), new AnthropicTranslation(STAMP))) {
      case RequestReading.Unreadable unreadable ->
          assertThat(unreadable.failure().message()).isEqualTo(item.getString("unreadable"));
      case RequestReading.Relayable relayable -> {
        assertThat(item.getString("unreadable")).isNull();
        content(item, (ChatRequest) relayable.request());
      }
    }
  }

  /** Cases leave out what every request has. */
  private static JsonObject usual(JsonObject given) {
    var whole = new JsonObject().put("model", "m").put("max_tokens", 64);
    if (!given.containsKey("messages")) {
      var user = new JsonObject().put("role", "user").put("content", "a");
      whole.put("messages", new JsonArray().add(user));
    }
    return whole.mergeIn(given);
  }

  private static void content(JsonObject item, ChatRequest request) {
    switch (request.translation().content(request)) {
      case ContentReading.Unreadable unreadable -> {
        assertThat(item.getJsonObject("expected")).as(unreadable.error().message()).isNull();
        assertThat(unreadable.error().param())
            .as(unreadable.error().message())
            .isEqualTo(item.getString("wrong"));
      }
      case ContentReading.Read read -> {
        var expected = item.getJsonObject("expected");
        var printed = new JsonObject(ContentPrinter.print(read.content()));
        assertThat(expected).as("read: %s", printed.encode()).isNotNull();
        assertThat(printed.remove("outputLimit")).isEqualTo(64);
        printed.getJsonObject("given").remove("OUTPUT_LIMIT");
        if (!item.getValue("in").toString().contains("\"messages\"")) {
          printed.remove("messages");
        }
        if (printed.getJsonObject("given").isEmpty()) {
          printed.remove("given");
        }
        assertThat(printed).isEqualTo(expected);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    return each("streams/anthropic.jsonl", 20, AnthropicGoldenTest::answer);
  }

  private static void answer(JsonObject item) {
    var chunks = item.getJsonArray("in").encode().getBytes(UTF_8);
    var events = events(written(new AnthropicChunkWriter(STAMP, "asked"), chunks));
    var first = events.removeFirst();
    assertThat(first.getString("type")).isEqualTo("message_start");
    assertThat(events.removeLast()).isEqualTo(new JsonObject().put("type", "message_stop"));
    assertThat(new JsonArray(events)).isEqualTo(item.getJsonArray("events"));

    var whole = new JsonObject(written(new AnthropicAnswerWriter(STAMP, "asked"), chunks));
    var message = item.getJsonObject("message");
    if (message != null) {
      assertThat(part(whole, message)).isEqualTo(message);
    }
    var folded = MessageFold.of(first.getJsonObject("message"), events);
    assertThat(folded.getString("id")).startsWith("msg_");
    assertThat(whole.getString("id")).startsWith("msg_");
    assertThat(whole.copy().put("id", "").put("usage", ""))
        .as("the stream, folded, is the whole answer")
        .isEqualTo(folded.copy().put("id", "").put("usage", ""));
  }

  private static JsonObject part(JsonObject whole, JsonObject like) {
    var part = new JsonObject();
    like.fieldNames().forEach(name -> part.put(name, whole.getValue(name)));
    return part;
  }

  private static String written(AnswerWriter writer, byte[] chunks) {
    var out = new JsonOut();
    var tree = JsonTree.read(chunks, 0, chunks.length, fault -> {});
    tree.children().forEach(chunk -> writer.chunk(ChunkReader.read(chunk), out));
    writer.end(out);
    return new String(out.take(), UTF_8);
  }

  /** Each event has its name in a line of its own, which its data repeats. */
  private static List<JsonObject> events(String stream) {
    var events = new ArrayList<JsonObject>();
    assertThat(stream).endsWith("\n\n");
    for (var event : stream.split("\n\n")) {
      var lines = event.lines().toList();
      assertThat(lines).hasSize(2);
      var data = new JsonObject(lines.get(1).substring("data: ".length()));
      assertThat(lines.getFirst()).isEqualTo("event: " + data.getString("type"));
      events.add(data);
    }
    return events;
  }
}
