package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.Framing;
import java.time.Duration;
import java.util.List;

/** Whole answers that look odd and are good all the same: every byte of them goes on. */
final class WholeShapeRows {

  private WholeShapeRows() {}

  static List<FaultRow> all() {
    var pretty = Wire.WHOLE.replace(",", " ,\r\n\t").replace("Bonjour", "B\\u006fn 😀 \\/ é");
    var old = "HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n";
    var split = StubAnswer.json(200, Wire.WHOLE.substring(0, 60)).piece(Wire.WHOLE.substring(60));
    return List.of(
        good("white space and escapes", StubAnswer.json(200, pretty), pretty),
        good(
            "blank lines first",
            StubAnswer.json(200, "\n\n\n" + Wire.WHOLE),
            "\n\n\n" + Wire.WHOLE),
        good("in chunks", split.framing(Framing.CHUNKED).betweenPieces(Duration.ofMillis(5))),
        good("a length told by the end", StubAnswer.json(200, Wire.WHOLE).framing(Framing.CLOSE)),
        good("HTTP/1.0", StubAnswer.raw(old).piece(Wire.WHOLE).end(FIN)),
        good("early hints first", StubAnswer.json(200, Wire.WHOLE).before(early())),
        good("status 201", StubAnswer.json(201, Wire.WHOLE)),
        good("an error of null", StubAnswer.json(200, nullError()), nullError()),
        good(
            "a connection that closes afterwards",
            StubAnswer.json(200, Wire.WHOLE).header("connection", "close").end(FIN)));
  }

  private static String nullError() {
    return Wire.WHOLE.replace("{\"id\"", "{\"error\":null,\"id\"");
  }

  private static String early() {
    return "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n";
  }

  private static FaultRow good(String name, StubAnswer answer) {
    return good(name, answer, Wire.WHOLE);
  }

  private static FaultRow good(String name, StubAnswer answer, String arrives) {
    return Row.of("whole: " + name, WHOLE, Lane.of(answer)).body(arrives).row();
  }
}
