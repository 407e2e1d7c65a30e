package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TranslatingReaderTest {

  private static final ProviderFailure NO = new ProviderFailure.Unavailable(500, null);
  private static final String STREAM = "text/event-stream";
  private static final String EVENTS =
      "data: start\n\n: alive\n\ndata:hél\r\n\r\nevent: x\ndata: lo 漢\n\ndata: 7\n\ndata: END\n\n";
  private static final String WORDS =
      """
      {"started":{"id":"i","model":"m"}}
      {"text":"hél"}
      {"text":"lo 漢"}
      {"usage":{"input":1,"output":7}}
      {"finished":"STOP"}
      {"end":true}
      """;

  /** Words are text, a number is usage, END ends, BAD fails; a whole answer is lines of them. */
  private static final class Words implements AnswerTranslator {

    @Override
    public Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out) {
      var text = new String(in, from, to - from, StandardCharsets.UTF_8);
      switch (text) {
        case "start" -> out.accept(new ChatChunk.Started("i", "m"));
        case "7" -> out.accept(new ChatChunk.UsageReported(TokenUsage.of(1, 7)));
        case "BAD" -> {
          return new Progress.Failed(NO);
        }
        case "END" -> {
          out.accept(new ChatChunk.Finished(0, FinishReason.STOP, null, null));
          return Progress.WHOLE;
        }
        default -> out.accept(new ChatChunk.Text(0, new JsonChars(in, from, to)));
      }
      return Progress.GOING;
    }

    @Override
    public Progress streamEnd(Consumer<ChatChunk> out) {
      return Progress.GOING;
    }

    @Override
    public Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out) {
      Progress progress = Progress.GOING;
      int start = from;
      for (int at = from; at < to; at++) {
        if (in[at] == '\n') {
          progress = event(in, start, at, out);
          start = at + 1;
        }
      }
      return progress;
    }
  }

  /** Keeps the order of what a reader says. */
  private static final class Sink implements AnswerReader.Out {
    private final StringBuilder preamble = new StringBuilder();
    private final StringBuilder all = new StringBuilder();
    private final List<String> order = new ArrayList<>();
    private AnswerHead head;
    private ProviderFailure failure;

    @Override
    public void head(AnswerHead head) {
      this.head = head;
      order.add("head");
    }

    @Override
    public void preamble(ByteSlice bytes) {
      preamble.append(bytes.text());
      all.append(bytes.text());
      order.add("preamble");
    }

    @Override
    public void content(ByteSlice bytes) {
      all.append(bytes.text());
      order.add("content");
    }

    @Override
    public void end() {
      order.add("end");
    }

    @Override
    public void fail(ProviderFailure failure) {
      this.failure = failure;
      order.add("fail");
    }

    private boolean isOver() {
      return order.contains("end") || order.contains("fail");
    }
  }

  private final Sink out = new Sink();

  private TranslatingReader reader(Sink sink, Framing framing, boolean streamed) {
    return new TranslatingReader(
        sink,
        new Words(),
        framing,
        CanonicalRequest.asking(Dialect.GEMINI, "hi", streamed),
        new AnswerLimits(64, 64),
        AnswerText.KEPT);
  }

  private static HttpHead head(String type) {
    return new HttpHead(200, MultiMap.caseInsensitiveMultiMap().add("content-type", type));
  }

  private static TranslatingReader read(TranslatingReader reader, Sink sink, String... pieces) {
    for (var piece : pieces) {
      if (!sink.isOver()) {
        reader.bytes(ByteSlice.of(piece.getBytes(StandardCharsets.UTF_8)));
      }
    }
    if (!sink.isOver()) {
      reader.end();
    }
    return reader;
  }

  @Test
  void writes_the_same_wherever_events_are_cut() {
    var bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second += 3) {
        var sink = new Sink();
        var reader = reader(sink, Framing.EVENTS, true);
        reader.head(head(STREAM));
        int[] cuts = {0, first, second, bytes.length};
        for (int i = 0; i < 3 && !sink.isOver(); i++) {
          reader.bytes(new ByteSlice(bytes, cuts[i], cuts[i + 1] - cuts[i]));
        }
        assertThat(sink.all).as(first + " " + second).hasToString(WORDS);
        assertThat(sink.order.getFirst()).isEqualTo("head");
        assertThat(sink.order.getLast()).isEqualTo("end");
      }
    }
  }

  @Test
  void writes_the_same_wherever_lines_are_cut() {
    var bytes = "start\nhél\r\n\nlo 漢\n7\nEND\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      var sink = new Sink();
      var reader = reader(sink, Framing.LINES, true);
      reader.bytes(new ByteSlice(bytes, 0, cut));
      if (!sink.isOver()) {
        reader.bytes(new ByteSlice(bytes, cut, bytes.length - cut));
      }
      assertThat(sink.all).as("cut " + cut).hasToString(WORDS);
    }
  }

  @Test
  void holds_back_as_preamble_what_is_no_content_yet() {
    var reader = reader(out, Framing.EVENTS, true);
    read(reader, out, "data: start\n\n", "data: 7\n\n", "data: a\n\n", "data: END\n\n");

    assertThat(out.preamble.toString()).contains("started", "usage").doesNotContain("text");
    assertThat(out.order)
        .containsExactly("head", "preamble", "preamble", "content", "content", "end");
    assertThat(out.head.contentType()).isEqualTo("application/x-ndjson");
  }

  @Test
  void gathers_what_settlement_needs() {
    var reader = read(reader(out, Framing.EVENTS, true), out, EVENTS);

    assertThat(reader.usage()).isEqualTo(TokenUsage.of(1, 7));
    assertThat(reader.finish()).isEqualTo(FinishReason.STOP);
    assertThat(reader.contentBytes()).isEqualTo("héllo 漢".getBytes(StandardCharsets.UTF_8).length);
    assertThat(reader.text().texts()).containsExactly("héllo 漢");
  }

  @Test
  void fails_where_a_stream_ends_without_its_end() {
    read(reader(out, Framing.EVENTS, true), out, "data: start\n\ndata: a\n\n");
    assertThat(out.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(out.all.toString()).contains("{\"text\":\"a\"}").doesNotContain("end");
  }

  @Test
  void reads_a_last_event_without_its_blank_line() {
    read(reader(out, Framing.EVENTS, true), out, "data: start\n\ndata: END");
    assertThat(out.order.getLast()).isEqualTo("end");
    var lines = new Sink();
    read(reader(lines, Framing.LINES, true), lines, "start\nEND");
    assertThat(lines.order.getLast()).isEqualTo("end");
  }

  @Test
  void tells_a_failure_after_what_came_before_it_and_reads_on_no_further() {
    read(reader(out, Framing.EVENTS, true), out, "data: a\n\ndata: BAD\n\ndata: b\n\n");
    assertThat(out.failure).isEqualTo(NO);
    assertThat(out.all).hasToString("{\"text\":\"a\"}\n");
  }

  @Test
  void fails_at_an_event_that_is_too_large() {
    for (var framing : Framing.values()) {
      var sink = new Sink();
      read(reader(sink, framing, true), sink, "data: " + "x".repeat(70), "\n\ndata: END\n\n");
      assertThat(sink.failure).as(framing.name()).isInstanceOf(ProviderFailure.Malformed.class);
    }
  }

  @Test
  void takes_a_whole_answer_where_a_stream_was_asked() {
    var reader = reader(out, Framing.EVENTS, true);
    reader.head(head("application/json; charset=utf-8"));
    read(reader, out, "start\nhél\nlo ", "漢\n7\nEND\n");
    assertThat(out.all).hasToString(WORDS);
    assertThat(out.order.getLast()).isEqualTo("end");
  }

  @Test
  void refuses_an_answer_of_another_type() {
    var reader = reader(out, Framing.EVENTS, true);
    reader.head(head("text/html"));
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    var lines = new Sink();
    reader(lines, Framing.LINES, true).head(head(STREAM));
    assertThat(lines.failure).isInstanceOf(ProviderFailure.Malformed.class);
  }

  @Test
  void reads_a_whole_answer_at_its_end() {
    var reader = reader(out, Framing.EVENTS, false);
    reader.head(head("application/json"));
    reader.bytes(ByteSlice.of("start\nhél\nlo".getBytes(StandardCharsets.UTF_8)));
    assertThat(out.order).isEmpty();
    read(reader, out, " 漢\n7\nEND\n");
    assertThat(out.all).hasToString(WORDS);
    assertThat(out.order).containsExactly("head", "content", "end");
  }

  @Test
  void fails_where_a_whole_answer_is_not_whole() {
    var reader = reader(out, Framing.EVENTS, false);
    reader.head(head("application/json"));
    read(reader, out, "start\na\n");
    assertThat(out.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
  }

  @Test
  void fails_where_a_stream_holds_more_than_an_answer_may() {
    var reader =
        new TranslatingReader(
            out,
            new Words(),
            Framing.EVENTS,
            CanonicalRequest.asking(Dialect.GEMINI, "hi", true),
            AnswerLimits.STANDARD,
            AnswerText.DROPPED);
    var mebibyte = ("data: " + "x".repeat(1 << 20) + "\n\n").getBytes(StandardCharsets.UTF_8);
    int events = 0;
    while (!out.isOver() && events < 100) {
      reader.bytes(ByteSlice.of(mebibyte));
      events++;
    }
    // the one that begins the text costs a little more, so that the thirty-second is too much
    assertThat(events).isEqualTo(32);
    assertThat(out.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(reader.contentBytes()).isEqualTo(31L << 20);
    assertThat(out.order).containsOnlyOnce("fail").doesNotContain("end");
  }

  @Test
  void fails_where_a_whole_answer_is_larger_than_an_answer_may_be() {
    for (int mebibytes : new int[] {31, 33}) {
      var sink = new Sink();
      var reader = reader(sink, Framing.EVENTS, false);
      reader.head(head("application/json"));
      var mebibyte = ByteSlice.of("x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < mebibytes && !sink.isOver(); i++) {
        reader.bytes(mebibyte);
      }
      assertThat(sink.isOver()).as(mebibytes + " MiB").isEqualTo(mebibytes == 33);
    }
  }
}
