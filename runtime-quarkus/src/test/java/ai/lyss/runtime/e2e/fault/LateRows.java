package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.HANG;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.LATE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Vendors that take their time: within the limits of {@link FaultService#IMPATIENT}, or beyond. */
final class LateRows {

  private static final Duration WITHIN = FaultService.SILENCE.dividedBy(3);
  private static final String PING = ": ping\n\n";

  private LateRows() {}

  static List<FaultRow> all() {
    var half = Wire.WHOLE.substring(0, 40);
    var rows =
        new ArrayList<>(
            PlainFault.rows(
                List.of(
                    PlainFault.of("hangs before its head", StubAnswer.none(HANG), LATE),
                    PlainFault.of(
                        "hangs after its head",
                        StubAnswer.json(200, "").missing(99).end(HANG),
                        StubAnswer.stream().end(HANG),
                        LATE),
                    PlainFault.of(
                        "hangs before its first content",
                        StubAnswer.json(200, half).missing(99).end(HANG),
                        StubAnswer.stream(Wire.ROLE, PING, Wire.BON.substring(0, 30)).end(HANG),
                        LATE))));
    for (var asking : List.of(WHOLE, STREAM)) {
      rows.add(
          Row.of("a late head, " + asking, asking, Lane.of(Wire.healthy(asking).beforeHead(WITHIN)))
              .row());
    }
    rows.add(
        Row.of("late chunks, STREAM", STREAM, Lane.of(Wire.healthy(STREAM).betweenPieces(WITHIN)))
            .row());
    rows.add(
        Row.of(
                "a late body, WHOLE",
                WHOLE,
                Lane.of(
                    StubAnswer.json(200, half)
                        .piece(Wire.WHOLE.substring(40))
                        .betweenPieces(WITHIN)))
            .row());
    rows.add(
        outOfTime("", List.of(), PING).fails(Failing.UPSTREAM_TIMEOUT).chargedAsCounted("").row());
    rows.add(
        outOfTime(" after content", List.of(Wire.ROLE, Wire.BON), Wire.USAGE)
            .breaksOff(Wire.ROLE + Wire.BON)
            .row());
    return rows;
  }

  /** A vendor that is never silent and never comes to an end. */
  private static Row outOfTime(String where, List<String> first, String forever) {
    var pieces = new ArrayList<>(first);
    pieces.addAll(Collections.nCopies(60, forever));
    var answer = StubAnswer.stream(pieces.toArray(String[]::new)).betweenPieces(WITHIN);
    return Row.of(
        "past the deadline" + where, STREAM, Lane.of(answer.end(HANG)), Lane.healthy(STREAM));
  }
}
