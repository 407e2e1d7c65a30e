package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.COOL_DOWN;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.ELSEWHERE;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.TRY_AGAIN;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.runtime.e2e.fault.PlainFault.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every status that is not 200, with nothing in the body that says more than the status. */
final class StatusRows {

  private StatusRows() {}

  static List<FaultRow> all() {
    var faults = new ArrayList<PlainFault>();
    add(faults, TRY_AGAIN, 408, 409, 498, 500, 502, 503, 504, 520, 529);
    add(faults, ELSEWHERE, 401, 402, 403, 404);
    add(faults, COOL_DOWN, 429);
    faults.add(
        PlainFault.of(
            "302 to somewhere else",
            StubAnswer.json(302, "").header("location", "http://192.0.2.1/elsewhere"),
            TRY_AGAIN));
    faults.add(PlainFault.of("204", StubAnswer.bare(204), PlainFault.Meaning.BROKE));
    faults.add(
        PlainFault.of(
            "500 as a page of HTML",
            StubAnswer.json(500, "<html><body>500</body></html>")
                .header("content-type", "text/html"),
            TRY_AGAIN));
    faults.add(PlainFault.of("503 without a body", StubAnswer.json(503, ""), TRY_AGAIN));
    return PlainFault.rows(faults);
  }

  private static void add(List<PlainFault> faults, Meaning meaning, int... statuses) {
    IntStream.of(statuses)
        .forEach(
            status ->
                faults.add(
                    PlainFault.of(
                        "status " + status,
                        StubAnswer.json(status, Wire.error("some_type", "")),
                        meaning)));
  }
}
