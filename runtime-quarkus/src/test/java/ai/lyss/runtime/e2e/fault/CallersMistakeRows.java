package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.util.ArrayList;
import java.util.List;

/** The caller's mistake in the vendor's words: told as it is, tried nowhere else. */
final class CallersMistakeRows {

  private static final String WORDS =
      "{\"error\":{\"message\":\"Temperature is 3 (0 to 2).\",\"type\":\"invalid_request_error\","
          + "\"param\":\"temperature\",\"code\":\"invalid_value\"}}";
  private static final String FILTERED =
      "{\"error\":{\"message\":\"Not that.\",\"type\":null,\"param\":null,\"code\":\"%s\"}}";

  private CallersMistakeRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    for (var asking : List.of(WHOLE, STREAM)) {
      for (int status : new int[] {400, 405, 413, 415, 418, 422, 451}) {
        rows.add(refused("alone", asking, status, WORDS, WORDS, status));
        rows.add(refused("beside a healthy one", asking, status, WORDS, WORDS, status));
      }
      rows.add(refused("without words", asking, 400, "", silent(), 400));
      rows.add(refused("as HTML", asking, 413, "<html>too large</html>", silent(), 413));
      rows.add(filtered(asking, "content_filter", 400));
      rows.add(filtered(asking, "context_length_exceeded", 400));
      rows.add(filtered(asking, "content_policy_violation", 403));
      rows.add(refused("under status 200", asking, 200, WORDS, WORDS, 400));
    }
    return rows;
  }

  private static String silent() {
    return Failing.body("the vendor refused the request", "invalid_request_error", "null", "null");
  }

  private static FaultRow filtered(Asking asking, String code, int status) {
    var told = Failing.body("Not that.", "invalid_request_error", "null", "\"" + code + "\"");
    return refused("by " + code, asking, status, FILTERED.formatted(code), told, status);
  }

  private static FaultRow refused(
      String where, Asking asking, int sent, String words, String told, int status) {
    var lane = Lane.of(StubAnswer.json(sent, words));
    var name = "refused with " + sent + " " + where + ", " + asking;
    var row =
        where.startsWith("beside")
            ? Row.of(name, asking, lane, Lane.healthy(asking))
            : Row.of(name, asking, lane);
    return row.fails(status, told).chargedAsRequest().row();
  }
}
