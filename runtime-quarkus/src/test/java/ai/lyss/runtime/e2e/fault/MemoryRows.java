package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.FIN;
import static ai.lyss.adapter.provider.stub.StubAnswer.End.RST;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.util.ArrayList;
import java.util.List;

/** What earlier calls leave behind: idle connections, cool-downs, benched keys, open breakers. */
final class MemoryRows {

  private MemoryRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    for (var asking : List.of(WHOLE, STREAM)) {
      rows.addAll(connections(asking));
      rows.addAll(rests(asking, "cooling down", limited(), 27, 30));
      rows.addAll(rests(asking, "its key is refused", StubAnswer.json(401, ""), 295, 300));
      rows.addAll(rests(asking, "its account is empty", StubAnswer.json(402, ""), 295, 300));
      rows.add(
          unavailable("the breaker is open, " + asking, asking, StubAnswer.json(500, ""))
              .earlier(2, 4)
              .calls(5)
              .retryAfter(9, 15)
              .row());
      rows.add(
          unavailable("the model is missing, " + asking, asking, StubAnswer.json(404, ""))
              .earlier(5, 0)
              .calls(5)
              .retryAfter(9, 15)
              .row());
      rows.add(
          Row.of("mistakes open no breaker, " + asking, asking, Lane.of(StubAnswer.json(422, "")))
              .earlier(6, 0)
              .calls(7)
              .fails(422, silent())
              .chargedAsRequest()
              .row());
    }
    rows.add(
        unavailable("broken streams open the breaker", STREAM, StubAnswer.stream(Wire.BON))
            .earlier(5, 0)
            .calls(5)
            .retryAfter(9, 15)
            .row());
    return rows;
  }

  private static String silent() {
    return Failing.body("the vendor refused the request", "invalid_request_error", "null", "null");
  }

  private static StubAnswer limited() {
    return StubAnswer.json(429, "").header("retry-after", "30");
  }

  private static Row unavailable(String name, Asking asking, StubAnswer answer) {
    return Row.of(name, asking, Lane.of(answer)).fails(Failing.NO_CHANNEL).attempts(0, null);
  }

  private static List<FaultRow> rests(
      Asking asking, String why, StubAnswer answer, int least, int most) {
    return List.of(
        unavailable(why + ", " + asking, asking, answer)
            .earlier(1, 0)
            .calls(1)
            .retryAfter(least, most)
            .row(),
        Row.of(
                why + ", the next one serves, " + asking,
                asking,
                Lane.of(answer),
                Lane.healthy(asking))
            .earlier(1, 1)
            .calls(1, 2)
            .attempts(1, 1)
            .row());
  }

  private static List<FaultRow> connections(Asking asking) {
    var rows = new ArrayList<FaultRow>();
    rows.add(
        Row.of(
                "closed while idle in the pool, " + asking,
                asking,
                Lane.of(Wire.healthy(asking).closing(), Wire.healthy(asking)))
            .earlier(1, 0)
            .calls(2)
            .row());
    for (var end : List.of(FIN, RST)) {
      rows.add(
          Row.of(
                  end + " just as a pooled connection is used again, " + asking,
                  asking,
                  Lane.of(Wire.healthy(asking), StubAnswer.none(end), Wire.healthy(asking)))
              .earlier(1, 0)
              .calls(3)
              .row());
    }
    return rows;
  }
}
