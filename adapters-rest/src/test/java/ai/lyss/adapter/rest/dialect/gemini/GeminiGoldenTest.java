package ai.lyss.adapter.rest.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the dialect against its golden files: requests and what is read of them, answers in chunks
 * and what is written of them. None is made by the code that it tests.
 */
class GeminiGoldenTest {

  private static final AnswerStamp STAMP =
      new AnswerStamp(() -> Instant.EPOCH, new Ids(() -> Instant.EPOCH, () -> 0));
  private static final GeminiTranslation TRANSLATION =
      new GeminiTranslation(STAMP, StreamForm.EVENTS);

  @TestFactory
  Stream<DynamicTest> requests() {
    var cases = cases("requests/gemini.jsonl");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    return cases.stream().map(item -> dynamicTest(item.textOf("case"), () -> request(item)));
  }

  private static void request(JsonTree item) {
    var in = item.get("in");
    var body = (in.isText() ? in.text() : in.raw().text()).getBytes(UTF_8);
    var reading = GeminiRequestReader.read("m", false, body, TRANSLATION);
    if (item.get("refused") != null) {
      assertThat(reading).isInstanceOf(RequestReading.Unreadable.class);
      var failure = ((RequestReading.Unreadable) reading).failure();
      assertThat(String.valueOf(failure.param()))
          .as(failure.message())
          .isEqualTo(item.textOf("refused"));
      return;
    }
    assertThat(reading).isInstanceOf(RequestReading.Relayable.class);
    var chat = (ChatRequest) ((RequestReading.Relayable) reading).request();
    var needs = item.get("needs");
    if (needs != null) {
      assertThat(chat.outline().needs().stream().map(Enum::name))
          .containsExactlyInAnyOrderElementsOf(
              needs.children().stream().map(JsonTree::text).toList());
    }
    switch (TRANSLATION.content(chat)) {
      case ContentReading.Read read ->
          assertThat(normal(json(ContentPrinter.print(read.content()))))
              .isEqualTo(normal(item.get("expected")));
      case ContentReading.Unreadable unreadable -> {
        assertThat(item.get("expected")).as(unreadable.error().message()).isNull();
        assertThat(unreadable.error().param())
            .as(unreadable.error().message())
            .isEqualTo(item.textOf("unreadable"));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    var cases = cases("answers/gemini.jsonl");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
    return cases.stream().map(item -> dynamicTest(item.textOf("case"), () -> answer(item)));
  }

  private static void answer(JsonTree item) {
    var events = new GeminiChunkWriter(STAMP, "public", StreamForm.EVENTS);
    var told = new ArrayList<String>();
    for (var event : written(item, events).split("\r\n\r\n")) {
      assertThat(event).startsWith("data: ");
      told.add(normal(json(event.substring("data: ".length()))));
    }
    var expected = item.get("events").children();
    assertThat(told).isEqualTo(expected.stream().map(GeminiGoldenTest::normal).toList());

    var array = json(written(item, new GeminiChunkWriter(STAMP, "public", StreamForm.ARRAY)));
    assertThat(array.children().stream().map(GeminiGoldenTest::normal).toList()).isEqualTo(told);

    var whole = written(item, new GeminiAnswerWriter(STAMP, "public"));
    assertThat(normal(json(whole))).isEqualTo(normal(item.get("whole")));
  }

  private static String written(JsonTree item, AnswerWriter writer) {
    var out = new JsonOut();
    item.get("in").children().forEach(chunk -> writer.chunk(ChunkReader.read(chunk), out));
    writer.end(out);
    return new String(out.take(), UTF_8);
  }

  @Test
  void carries_the_signatures_of_all_vendors() {
    for (var issuer : ThoughtSignature.Issuer.values()) {
      var signature = new ThoughtSignature(issuer, "c2lnbmF0dXJl+/==");
      assertThat(GeminiSignatures.of(GeminiSignatures.carried(signature))).isEqualTo(signature);
      assertThat(GeminiSignatures.sealed(GeminiSignatures.carriedSealed(signature)))
          .isEqualTo(signature);
      assertThat(GeminiSignatures.sealed(GeminiSignatures.carried(signature))).isNull();
    }
  }

  private static List<JsonTree> cases(String path) {
    try (var in = GeminiGoldenTest.class.getResourceAsStream("/golden/" + path)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(GeminiGoldenTest::json)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonTree json(String text) {
    var bytes = text.getBytes(UTF_8);
    var problems = new ArrayList<String>();
    var tree = JsonTree.read(bytes, 0, bytes.length, problems::add);
    if (tree == null) {
      throw new IllegalArgumentException(problems + ": " + text);
    }
    return tree.raw().tree(); // with pointers of its own
  }

  /** Returns a value with its keys sorted and escapes resolved; numbers as they are spelled. */
  private static String normal(JsonTree value) {
    return switch (value.kind()) {
      case OBJECT -> {
        var sorted = new TreeMap<String, String>();
        value.children().forEach(child -> sorted.put(child.name(), normal(child)));
        yield sorted.toString();
      }
      case ARRAY -> value.children().stream().map(GeminiGoldenTest::normal).toList().toString();
      case STRING -> '"' + value.text() + '"';
      case NUMBER, TRUE, FALSE, NULL, INVALID -> value.raw().text();
    };
  }
}
