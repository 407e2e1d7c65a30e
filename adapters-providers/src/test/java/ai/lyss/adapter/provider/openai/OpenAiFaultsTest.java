package ai.lyss.adapter.provider.openai;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.HANG;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.RST;
import static ai.lyss.adapter.provider.stub.StubAnswer.Framing.CLOSE;
import static ai.lyss.adapter.provider.stub.StubAnswer.Framing.LENGTH;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.TransportTimeouts;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a vendor can go wrong, over real sockets. */
@Timeout(60)
class OpenAiFaultsTest {

  private static final String WHOLE = Wire.whole("It is.", 7, 2);
  private static final String TEXT = Wire.role() + Wire.text("a");
  private static final String GOOD = TEXT + Wire.finish("stop") + Wire.usage(7, 2) + Wire.DONE;

  private final TestLoop loop =
      new TestLoop(
          new TransportTimeouts(Duration.ofSeconds(20), ms(500), ms(500)), AnswerLimits.STANDARD);
  private final StubVendor vendor = StubVendor.start();

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  /** What a row expects: the calls on the sink as a pattern, and the kind of failure. */
  record Row(String name, boolean stream, StubAnswer answer, String order, String kind) {
    @Override
    public String toString() {
      return (stream ? "stream: " : "whole: ") + name;
    }
  }

  private static Row whole(String name, StubAnswer answer, String order, String kind) {
    return new Row(name, false, answer, order, kind);
  }

  private static Row stream(String name, StubAnswer answer, String order, String kind) {
    return new Row(name, true, answer, order, kind);
  }

  static List<Row> wholes() {
    return List.of(
        whole("good", json(WHOLE), "head content end", null),
        whole(
            "in pieces",
            json("").piece(WHOLE.substring(0, 9)).piece(WHOLE.substring(9)),
            "head content end",
            null),
        whole("chunked", json(WHOLE).framing(StubAnswer.Framing.CHUNKED), "head content end", null),
        whole("until close", json(WHOLE).framing(CLOSE), "head content end", null),
        whole("empty lines first", json("\n\n\r\n" + WHOLE), "head content end", null),
        whole("late head in time", json(WHOLE).beforeHead(ms(60)), "head content end", null),
        whole("late head", StubAnswer.none(HANG), "fail", "timeout"),
        whole("hang after head", json("").missing(9).end(HANG), "fail", "timeout"),
        whole("hang within the body", json(WHOLE).missing(9).end(HANG), "fail", "timeout"),
        whole("FIN before the head", StubAnswer.none(FIN), "fail", "broken_off"),
        whole("RST before the head", StubAnswer.none(RST), "fail", "broken_off"),
        whole("FIN after the head", json("").missing(9).end(FIN), "fail", "broken_off"),
        whole("RST after the head", json("").missing(9).end(RST), "fail", "broken_off"),
        whole("FIN within the body", json(WHOLE).missing(9).end(FIN), "fail", "broken_off"),
        whole("RST within the body", json(WHOLE).missing(9).end(RST), "fail", "broken_off"),
        whole(
            "FIN within chunks",
            json(WHOLE).framing(StubAnswer.Framing.CHUNKED).end(FIN),
            "fail",
            "broken_off"),
        whole("cut, until close", json(WHOLE.substring(0, 50)).framing(CLOSE), "fail", "malformed"),
        whole("empty", json(""), "fail", "malformed"),
        whole("no JSON", json("<html>hello</html>"), "fail", "malformed"),
        whole("half a JSON", json(WHOLE.substring(0, 99)), "fail", "malformed"),
        whole("a list", json("[" + WHOLE + "]"), "fail", "malformed"),
        whole("two of them", json(WHOLE + WHOLE), "fail", "malformed"),
        whole("no choices", json("{\"id\":\"x\"}"), "fail", "malformed"),
        whole(
            "an error under 200",
            json("{\"error\":{\"message\":\"m\",\"code\":503}}"),
            "fail",
            "unavailable"),
        whole("a stream", StubAnswer.stream(GOOD), "fail", "malformed"),
        whole(
            "no HTTP",
            StubAnswer.none(FIN).piece("SSH-2.0-OpenSSH\r\n\r\n").framing(CLOSE),
            "fail",
            "malformed"));
  }

  static List<Row> streams() {
    var through = "head( preamble)*( content)+ ";
    return List.of(
        stream("good", StubAnswer.stream(GOOD), through + "end", null),
        stream("until close", StubAnswer.stream(GOOD).framing(CLOSE), through + "end", null),
        stream(
            "late chunks",
            StubAnswer.stream(TEXT, Wire.finish("stop"), Wire.DONE).betweenPieces(ms(60)),
            through + "end",
            null),
        stream(
            "a JSON type with an error",
            json("{\"error\":{\"code\":\"insufficient_quota\"}}"),
            "fail",
            "funding"),
        stream("a whole answer", json(WHOLE), "fail", "malformed"),
        stream(
            "a page",
            StubAnswer.stream("<html>").header("content-type", "text/html"),
            "fail",
            "malformed"),
        stream("late head", StubAnswer.none(HANG), "fail", "timeout"),
        stream("hang after head", StubAnswer.stream().end(HANG), "head fail", "timeout"),
        stream(
            "hang after the role",
            StubAnswer.stream(Wire.role()).end(HANG),
            "head preamble fail",
            "timeout"),
        stream(
            "hang after content", StubAnswer.stream(TEXT).end(HANG), through + "fail", "timeout"),
        stream("FIN before the head", StubAnswer.none(FIN), "fail", "broken_off"),
        stream("RST before the head", StubAnswer.none(RST), "fail", "broken_off"),
        stream(
            "FIN after the role",
            StubAnswer.stream(Wire.role()).end(FIN),
            "head preamble fail",
            "broken_off"),
        stream(
            "RST after the role",
            StubAnswer.stream(Wire.role()).end(RST),
            "head( preamble)? fail",
            "broken_off"),
        stream(
            "FIN after content", StubAnswer.stream(TEXT).end(FIN), through + "fail", "broken_off"),
        stream(
            "RST after content",
            StubAnswer.stream(TEXT).end(RST),
            "head( preamble)*( content)* fail",
            "broken_off"),
        stream(
            "no terminator",
            StubAnswer.stream(TEXT, Wire.finish("stop")),
            through + "fail",
            "broken_off"),
        stream(
            "no terminator, until close",
            StubAnswer.stream(TEXT).framing(CLOSE),
            through + "fail",
            "broken_off"),
        stream("terminator twice", StubAnswer.stream(GOOD, Wire.DONE), through + "end", null),
        stream(
            "more after the terminator",
            StubAnswer.stream(GOOD, Wire.text("b")),
            through + "end",
            null),
        stream(
            "hang after the terminator", StubAnswer.stream(GOOD).end(HANG), through + "end", null),
        stream("FIN after the terminator", StubAnswer.stream(GOOD).end(FIN), through + "end", null),
        stream(
            "malformed JSON",
            StubAnswer.stream(TEXT, "data: {\"choices\n\n", Wire.DONE),
            through + "fail",
            "malformed"),
        stream(
            "an error first",
            StubAnswer.stream("data: {\"error\":{\"code\":500}}\n\n"),
            "head fail",
            "unavailable"),
        stream(
            "an error later",
            StubAnswer.stream(TEXT, "data: {\"error\":{}}\n\n", Wire.DONE),
            through + "fail",
            "unavailable"),
        stream(
            "a length and a cut",
            StubAnswer.stream(TEXT).framing(LENGTH).missing(5).end(FIN),
            through + "fail",
            "broken_off"),
        stream(
            "a chunk that is none",
            StubAnswer.none(FIN)
                .framing(CLOSE)
                .piece(
                    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n"
                        + "content-type: text/event-stream\r\n\r\nzz\r\n"),
            "head fail",
            "malformed"));
  }

  private static StubAnswer json(String body) {
    return StubAnswer.json(200, body);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource({"wholes", "streams"})
  void ends_as_the_table_says(Row row) {
    vendor.next(row.answer());
    var sink = loop.finished(call(row.stream()));

    assertThat(sink.order()).matches(row.order());
    assertThat(sink.failure == null ? null : sink.failure.kind()).isEqualTo(row.kind());
    assertThat(sink.text()).doesNotContain("error");
    assertThat(vendor.requests()).hasSize(1);
    assertThat(sink.text().split("\\[DONE]", -1).length - 1)
        .as("terminators")
        .isEqualTo(row.stream() && row.kind() == null ? 1 : 0);
  }

  private Call call(boolean stream) {
    var body = "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[]}";
    return Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat(body));
  }
}
