package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.RST;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.BROKE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubAnswer.Framing;
import java.util.ArrayList;
import java.util.List;

/** Connections that end before the first content, by a FIN or by a reset. */
final class BreakRows {

  private static final String HALF = Wire.WHOLE.substring(0, Wire.WHOLE.length() / 2);

  private BreakRows() {}

  static List<FaultRow> all() {
    var faults = new ArrayList<PlainFault>();
    for (var end : List.of(FIN, RST)) {
      faults.add(PlainFault.of(end + " before the head", StubAnswer.none(end), BROKE));
      faults.add(
          new PlainFault(
              end + " after the head",
              asking -> cut(StubAnswer.json(200, ""), asking, end),
              BROKE));
      faults.add(
          new PlainFault(
              end + " before the first content",
              asking -> cut(StubAnswer.json(200, HALF), asking, end, Wire.ROLE, ": ping\n\n"),
              BROKE));
    }
    faults.add(
        PlainFault.of(
            "FIN within the first event or an unfinished chunk",
            StubAnswer.json(200, Wire.WHOLE).framing(Framing.CHUNKED).end(FIN),
            StubAnswer.stream(Wire.ROLE, Wire.BON.substring(0, 40)).end(FIN),
            BROKE));
    faults.add(
        PlainFault.of(
            "FIN where only it tells the length",
            StubAnswer.json(200, HALF).framing(Framing.CLOSE),
            StubAnswer.stream(Wire.ROLE).framing(Framing.CLOSE),
            BROKE));
    return PlainFault.rows(faults);
  }

  private static StubAnswer cut(StubAnswer whole, Asking asking, End end, String... events) {
    var answer = asking.streamed() ? StubAnswer.stream(events) : whole.missing(99);
    return answer.end(end);
  }
}
