package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Vendors that repeat the key they were called with, and where. {@link RowCheck} looks for it in
 * every answer; the rows here say what stands in its place.
 */
final class LeakRows {

  private static final String TOLD =
      "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":\"%s\",\"code\":\"%s\"}}";

  private LeakRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    for (var asking : List.of(WHOLE, STREAM)) {
      rows.add(
          Row.of("a refusal full of secrets, " + asking, asking, Lane.by(told(400)))
              .fails(400, TOLD.formatted("*** was sent to *** at ***/chat", "***", "***", "***"))
              .chargedAsRequest()
              .row());
      rows.add(
          Row.of(
                  "a failure full of secrets, " + asking,
                  asking,
                  Lane.by(told(401)),
                  Lane.by(told(500)))
              .fails(Failing.UPSTREAM_ERROR)
              .attempts(3, 1)
              .calls(1, 2)
              .row());
      rows.add(Row.of("secrets in headers, " + asking, asking, Lane.by(headers(asking))).row());
    }
    rows.add(
        Row.of("a refusal full of secrets in an event", STREAM, Lane.by(event("")))
            .fails(
                400,
                TOLD.formatted(
                    "*** was sent to *** at ***/chat", "invalid_request_error", "***", "***"))
            .chargedAsRequest()
            .row());
    rows.add(
        Row.of("an event full of secrets after content", STREAM, Lane.by(event(Wire.BON)))
            .breaksOff(Wire.BON)
            .chargedAsCounted("Bon")
            .row());
    return rows;
  }

  private static Function<StubRequest, StubAnswer> told(int status) {
    return request -> StubAnswer.json(status, secrets(request, key(request)));
  }

  private static Function<StubRequest, StubAnswer> event(String first) {
    return request ->
        StubAnswer.stream(
            first + "data: " + secrets(request, "invalid_request_error") + "\n\n", Wire.DONE);
  }

  private static Function<StubRequest, StubAnswer> headers(Asking asking) {
    return request -> {
      var type = asking.streamed() ? "text/event-stream" : "application/json";
      return Wire.healthy(asking)
          .header("content-type", type + "; from=" + host(request))
          .header("openai-processing-ms", key(request));
    };
  }

  private static String secrets(StubRequest request, String type) {
    var host = host(request);
    var message = key(request) + " was sent to " + host + " at http://" + host + "/v1/chat";
    return TOLD.formatted(message, type, host, request.headers().get("authorization"));
  }

  private static String host(StubRequest request) {
    return String.valueOf(request.headers().get("host"));
  }

  private static String key(StubRequest request) {
    return String.valueOf(request.headers().get("authorization")).substring("Bearer ".length());
  }
}
