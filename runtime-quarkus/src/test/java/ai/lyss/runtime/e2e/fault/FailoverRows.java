package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.HANG;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.runtime.e2e.fault.Lane.State;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Several channels that fail in different ways: who has the last word, and when to come again. */
final class FailoverRows {

  private static final String NOT_AGAIN = "30";

  private FailoverRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    for (var asking : List.of(WHOLE, STREAM)) {
      rows.addAll(lastWords(asking));
      rows.addAll(waits(asking));
      rows.addAll(unreachable(asking));
      rows.addAll(recoveries(asking));
      rows.add(
          Row.of("the same channel recovers, " + asking, asking, recovering(asking))
              .attempts(3, 0)
              .calls(3)
              .row());
      rows.add(
          Row.of(
                  "the third of three answers, " + asking,
                  asking,
                  down(),
                  late(),
                  Lane.healthy(asking))
              .attempts(3, 2)
              .calls(1, 1, 1)
              .row());
      rows.add(
          Row.of(
                  "the fourth is not reached, " + asking,
                  asking,
                  down(),
                  down(),
                  down(),
                  Lane.healthy(asking))
              .fails(Failing.UPSTREAM_ERROR)
              .attempts(3, 2)
              .calls(1, 1, 1, 0)
              .row());
    }
    return rows;
  }

  private static Lane down() {
    return Lane.of(StubAnswer.json(500, ""));
  }

  private static Lane late() {
    return Lane.of(StubAnswer.none(HANG));
  }

  private static Lane limited() {
    return Lane.of(StubAnswer.json(429, ""));
  }

  private static Lane recovering(Asking asking) {
    return Lane.of(StubAnswer.none(FIN), StubAnswer.json(503, ""), Wire.healthy(asking));
  }

  /** A channel that will not serve does not keep another one from being tried again. */
  private static List<FaultRow> recoveries(Asking asking) {
    var rows = new ArrayList<FaultRow>();
    for (int status : new int[] {401, 402, 404}) {
      rows.add(
          Row.of(
                  "the first recovers beside " + status + ", " + asking,
                  asking,
                  Lane.of(StubAnswer.json(502, ""), Wire.healthy(asking)),
                  Lane.of(StubAnswer.json(status, "")))
              .attempts(3, 0)
              .calls(2, 1)
              .row());
    }
    rows.add(
        Row.of(
                "two that will not serve, " + asking,
                asking,
                Lane.of(StubAnswer.json(401, "")),
                Lane.of(StubAnswer.json(404, "")))
            .fails(Failing.UPSTREAM_ERROR)
            .attempts(2, 1)
            .calls(1, 1)
            .row());
    return rows;
  }

  private static List<FaultRow> lastWords(Asking asking) {
    return List.of(
        Row.of("the last word is 429, " + asking, asking, down(), late(), limited())
            .fails(Failing.RATE_LIMITED)
            .retryAfter(5, 5)
            .attempts(3, 2)
            .calls(1, 1, 1)
            .row(),
        Row.of("the last word is a time-out, " + asking, asking, down(), limited(), late())
            .fails(Failing.UPSTREAM_TIMEOUT)
            .chargedAsCounted("")
            .attempts(3, 2)
            .calls(1, 1, 1)
            .row(),
        Row.of("the last word is 500, " + asking, asking, limited(), late(), down())
            .fails(Failing.UPSTREAM_ERROR)
            .attempts(3, 2)
            .calls(1, 1, 1)
            .row(),
        Row.of(
                "the last word is 401, " + asking,
                asking,
                limited(),
                down(),
                Lane.of(StubAnswer.json(401, "")))
            .fails(Failing.UPSTREAM_ERROR)
            .attempts(3, 2)
            .calls(1, 1, 1)
            .row());
  }

  private static List<FaultRow> waits(Asking asking) {
    var inAnHour = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(inAnHour);
    return List.of(
        limitedFor("429 that rests too long", asking, "retry-after", NOT_AGAIN, 30, 30),
        limitedFor("429 with a date", asking, "retry-after", date, 3_500, 3_600),
        limitedFor("429 with milliseconds", asking, "retry-after-ms", "20500", 21, 21),
        limitedFor("429 with an unreadable wait", asking, "retry-after", "soon", 5, 5),
        Row.of("429 and then an answer, " + asking, asking, Lane.of(brief(), Wire.healthy(asking)))
            .attempts(2, 0)
            .calls(2)
            .row(),
        Row.of("503 that rests too long, " + asking, asking, Lane.of(resting(503)))
            .fails(Failing.UPSTREAM_ERROR)
            .retryAfter(30, 30)
            .row(),
        Row.of("503 with a second's rest, " + asking, asking, Lane.of(unavailableFor("1")))
            .fails(Failing.UPSTREAM_ERROR)
            .retryAfter(1, 1)
            .attempts(3, 0)
            .calls(3)
            .row());
  }

  private static FaultRow limitedFor(
      String name, Asking asking, String header, String value, int least, int most) {
    var answer = StubAnswer.json(429, "").header(header, value);
    return Row.of(name + ", " + asking, asking, Lane.of(answer))
        .fails(Failing.RATE_LIMITED)
        .retryAfter(least, most)
        .row();
  }

  private static StubAnswer brief() {
    return StubAnswer.json(429, "").header("retry-after-ms", "300");
  }

  private static StubAnswer resting(int status) {
    return StubAnswer.json(status, "").header("retry-after", NOT_AGAIN);
  }

  private static StubAnswer unavailableFor(String seconds) {
    return StubAnswer.json(503, "").header("retry-after", seconds);
  }

  private static List<FaultRow> unreachable(Asking asking) {
    return List.of(
        Row.of("nobody listens, " + asking, asking, Lane.closed())
            .fails(Failing.UPSTREAM_ERROR)
            .attempts(3, 0)
            .calls(0)
            .row(),
        Row.of(
                "nobody listens on the first, " + asking,
                asking,
                Lane.closed(),
                Lane.healthy(asking))
            .attempts(2, 1)
            .calls(0, 1)
            .row(),
        Row.of("without weight, " + asking, asking, Lane.healthy(asking).in(State.WEIGHTLESS))
            .fails(Failing.NO_CHANNEL)
            .attempts(0, null)
            .calls(0)
            .row(),
        Row.of("switched off, " + asking, asking, Lane.healthy(asking).in(State.DISABLED))
            .unknownModel()
            .calls(0)
            .row(),
        Row.of(
                "the first is switched off, " + asking,
                asking,
                Lane.healthy(asking).in(State.DISABLED),
                Lane.healthy(asking))
            .attempts(1, 1)
            .calls(0, 1)
            .row());
  }
}
