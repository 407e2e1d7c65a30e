package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.RST;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.Framing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Streams that look odd and are good all the same: every byte of them goes on. */
final class ShapeRows {

  private static final String ALL = Wire.ROLE + Wire.BON + Wire.JOUR + Wire.STOP;
  private static final int PACKETS = 100;

  private ShapeRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    rows.addAll(lines());
    rows.addAll(packets());
    rows.addAll(events());
    rows.addAll(endings());
    rows.addAll(heads());
    return rows;
  }

  /** A stream of these pieces before its usage and its end, which arrives as this text. */
  private static FaultRow good(String name, String arrives, String... pieces) {
    var answer = StubAnswer.stream(pieces).piece(Wire.USAGE).piece(Wire.DONE);
    return row(name, answer, arrives + Wire.DONE).row();
  }

  private static Row row(String name, StubAnswer answer, String arrives) {
    return Row.of(name, STREAM, Lane.of(answer)).body(arrives);
  }

  private static FaultRow same(String name, String... pieces) {
    return good(name, String.join("", pieces), pieces);
  }

  private static List<FaultRow> lines() {
    var returns = ALL.replace("\n", "\r\n");
    return List.of(
        same("lines end in CRLF", returns),
        same("lines end in CR", ALL.replace("\n", "\r")),
        same("line ends change in between", Wire.ROLE.replace("\n", "\r\n"), Wire.BON, Wire.STOP),
        good("a byte order mark", ALL, "\uFEFF" + ALL),
        good("a byte order mark in two packets", ALL, "\uFEFF", ALL),
        same("comments", ": first\n\n", Wire.ROLE, ": ping\n", Wire.BON, ":\n\n", Wire.STOP),
        same("comments within an event", ": x\n" + Wire.ROLE, ": y\n" + Wire.BON, Wire.STOP),
        same("names, ids and waits", "event: message\nid: 7\nretry: 10\n" + Wire.BON, Wire.STOP),
        same("no space after the colon", ALL.replace("data: ", "data:")),
        same(
            "data in two lines",
            Wire.BON.replace("\"choices\":", "\ndata: \"choices\":"),
            Wire.STOP),
        same("blank lines", "\n\n\n" + Wire.BON, "\n\n" + Wire.STOP),
        same("events without data", "data\n\ndata:\n\n", Wire.BON, Wire.STOP));
  }

  private static List<FaultRow> packets() {
    var all = ALL + Wire.USAGE + Wire.DONE;
    var drops = StubAnswer.stream().betweenPieces(Duration.ofMillis(1));
    for (int from = 0; from < all.length(); from += all.length() / PACKETS) {
      drops.piece(all.substring(from, Math.min(all.length(), from + all.length() / PACKETS)));
    }
    var large = Wire.chunk("{\"content\":\"" + "é".repeat(500_000) + "\"}", "null");
    return List.of(
        same("two events in one packet", Wire.ROLE + Wire.BON, Wire.JOUR + Wire.STOP),
        same("an event and a half in one packet", ALL.substring(0, 200), ALL.substring(200)),
        row("all in one packet", StubAnswer.stream(all), ALL + Wire.DONE).row(),
        row("one event in many of a hundred packets", drops, ALL + Wire.DONE).row(),
        same("1 MB in one event", large, Wire.STOP));
  }

  private static List<FaultRow> events() {
    var withNull = ALL.replace("}]}", "}],\"usage\":null}");
    return List.of(
        same("usage null in every chunk", withNull),
        same("empty choices", "data: {\"choices\":[]}\n\n", Wire.BON, Wire.STOP),
        same("choices null", "data: {\"choices\":null}\n\n", Wire.BON, Wire.STOP),
        same(
            "an object that is no chunk", "data: {\"obfuscation\":\"x\"}\n\n", Wire.BON, Wire.STOP),
        same("an error of null", Wire.BON.replace("{\"id\"", "{\"error\":null,\"id\""), Wire.STOP),
        same("no content at all", Wire.ROLE, Wire.STOP),
        same("a refusal", Wire.chunk("{\"refusal\":\"No.\"}", "null"), Wire.STOP),
        same("reasoning first", Wire.chunk("{\"reasoning_content\":\"Hm\"}", "null"), ALL),
        same("two choices", ALL, ALL.replace("\"index\":0", "\"index\":1")),
        same(
            "escapes and numbers as they are",
            Wire.BON.replace("Bon", "B\\u006fn \\/ 😀"),
            Wire.STOP));
  }

  private static List<FaultRow> endings() {
    var begun = StubAnswer.stream(ALL, Wire.USAGE);
    var again = StubAnswer.stream(ALL, Wire.USAGE, Wire.DONE, Wire.DONE);
    var more = StubAnswer.stream(ALL, Wire.USAGE, Wire.DONE, Wire.BON, "data: oops\n\n");
    var reset = StubAnswer.stream(ALL, Wire.USAGE, Wire.DONE);
    return List.of(
        row("the terminator twice", again, ALL + Wire.DONE).row(),
        row("content after the terminator", more, ALL + Wire.DONE).row(),
        row("a reset after the terminator", reset.end(RST), ALL + Wire.DONE).row(),
        row("a terminator without its blank line", begun.piece("data: [DONE]"), ALL + Wire.DONE)
            .row(),
        row(
                "a terminator with spaces around it",
                StubAnswer.stream(ALL, Wire.USAGE, "data:  [DONE] \n\n"),
                ALL + "data:  [DONE] \n\n")
            .row());
  }

  private static List<FaultRow> heads() {
    var all = ALL + Wire.USAGE + Wire.DONE;
    var arrives = ALL + Wire.DONE;
    var loud = StubAnswer.stream(all).header("content-type", "Text/Event-Stream");
    var old = "HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    return List.of(
        row("early hints before the head", StubAnswer.stream(all).before(early()), arrives).row(),
        row("a length told", StubAnswer.stream(all).framing(Framing.LENGTH), arrives).row(),
        row("a length told by the end", StubAnswer.stream(all).framing(Framing.CLOSE), arrives)
            .row(),
        row("HTTP/1.0", StubAnswer.raw(old).piece(all).end(FIN), arrives).row(),
        row("a content type in capitals", loud, arrives).row());
  }

  private static String early() {
    return "HTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n";
  }
}
