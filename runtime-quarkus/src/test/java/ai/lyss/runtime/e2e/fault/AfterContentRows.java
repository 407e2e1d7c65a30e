package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.HANG;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.RST;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM_WITH_USAGE;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.util.ArrayList;
import java.util.List;

/** Faults after the first content: nothing is tried again, and nothing looks like a good end. */
final class AfterContentRows {

  private static final String BEGUN = Wire.ROLE + Wire.BON;
  private static final String FINISHED = Wire.ROLE + Wire.BON + Wire.JOUR + Wire.STOP;

  private AfterContentRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    add(rows, "FIN", begun().end(FIN));
    add(rows, "a reset", begun().end(RST));
    add(rows, "silence", begun().end(HANG));
    add(rows, "a clean end without a terminator", begun());
    add(rows, "FIN where only it tells the length", begun().framing(StubAnswer.Framing.CLOSE));
    add(rows, "FIN within an event", begun().piece(Wire.JOUR.substring(0, 30)).end(FIN));
    add(rows, "malformed JSON", begun().piece("data: {\"choices\":[}\n\n").piece(Wire.DONE));
    add(rows, "text that is no JSON", begun().piece("data: oops\n\n").piece(Wire.DONE));
    add(rows, "a page of HTML", begun().piece("<html></html>\n\n").end(FIN), "<html></html>\n\n");
    add(rows, "an error event", begun().piece(error("server_error", "")).piece(Wire.DONE));
    add(rows, "a named error event", begun().piece("event: error\n" + error("x", "y")));
    add(rows, "a refused key", begun().piece(error("", "invalid_api_key")).piece(Wire.DONE));
    add(rows, "a rate limit", begun().piece(error("", "rate_limit_exceeded")).piece(Wire.DONE));
    add(rows, "a caller's mistake", begun().piece(error("invalid_request_error", "")));
    add(rows, "an event of 5 MiB", begun().piece(large(5 << 20)).piece(Wire.DONE));
    rows.add(
        Row.of(
                "a failure as the finish after content",
                STREAM,
                Lane.of(begun().piece(Wire.chunk("{}", "\"error\""))))
            .breaksOff(BEGUN)
            .finish("other")
            .chargedAsCounted("Bon")
            .row());
    rows.add(
        finished("no terminator", StubAnswer.stream(FINISHED)).chargedAsCounted("Bonjour").row());
    rows.add(
        finished("FIN", StubAnswer.stream(FINISHED).end(FIN)).chargedAsCounted("Bonjour").row());
    rows.add(finished("usage and no terminator", StubAnswer.stream(FINISHED, Wire.USAGE)).row());
    rows.addAll(largeAnswers());
    return rows;
  }

  private static StubAnswer begun() {
    return StubAnswer.stream(Wire.ROLE, Wire.BON);
  }

  private static String error(String type, String code) {
    return "data: " + Wire.error(type, code) + "\n\n";
  }

  private static String large(int bytes) {
    return Wire.chunk("{\"content\":\"" + "x".repeat(bytes) + "\"}", "null");
  }

  private static void add(List<FaultRow> rows, String fault, StubAnswer answer) {
    add(rows, fault, answer, "");
  }

  private static void add(List<FaultRow> rows, String fault, StubAnswer answer, String more) {
    var name = fault + " after content, ";
    var lane = Lane.of(answer);
    rows.add(broken(Row.of(name + "alone", STREAM, lane), more));
    rows.add(
        broken(
            Row.of(
                name + "beside a healthy one",
                STREAM_WITH_USAGE,
                lane,
                Lane.healthy(STREAM_WITH_USAGE)),
            more));
  }

  private static FaultRow broken(Row row, String more) {
    return row.breaksOff(BEGUN + more).chargedAsCounted("Bon").row();
  }

  private static Row finished(String fault, StubAnswer answer) {
    return Row.of(fault + " after the finish", STREAM, Lane.of(answer))
        .breaksOff(FINISHED)
        .finish("stop");
  }

  /** Whole answers too large to be held back: their head is out when they break. */
  private static List<FaultRow> largeAnswers() {
    var whole = Wire.WHOLE.replace("Bonjour", "Bonjour".repeat(250_000));
    var half = whole.substring(0, whole.length() - 200_000);
    var rows = new ArrayList<FaultRow>();
    for (var end : List.of(FIN, RST, HANG)) {
      var answer = StubAnswer.json(200, half).missing(200_000).end(end);
      rows.add(
          Row.of(end + " within a large answer", WHOLE, Lane.of(answer), Lane.healthy(WHOLE))
              .cutOff(half)
              .chargedAsCounted(half)
              .row());
    }
    rows.add(
        Row.of("a large answer without its end", WHOLE, Lane.of(StubAnswer.json(200, half)))
            .cutOff(half)
            .chargedAsCounted(half)
            .row());
    rows.add(
        Row.of("a large answer", WHOLE, Lane.of(StubAnswer.json(200, whole)))
            .body(whole)
            .finish(null)
            .row());
    return rows;
  }
}
