package ai.lyss.runtime.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Makes the calls of one row, over one connection. */
final class RowRun {

  /** What callers and their libraries send along, and what no vendor is to see. */
  private static final String CHATTER =
      "Authorization: Bearer "
          + FaultService.KEY
          + "\r\nContent-Type: application/json\r\nUser-Agent: OpenAI/Python 2.0\r\n"
          + "Accept: */*\r\nAccept-Encoding: gzip, br\r\nCookie: session=of-the-caller\r\n"
          + "Connection: keep-alive, X-Private\r\nX-Private: hop\r\nKeep-Alive: timeout=5\r\n"
          + "TE: trailers\r\nProxy-Authorization: Basic b2Y6Y2FsbGVy\r\n"
          + "X-Stainless-Lang: python\r\nX-Stainless-Retry-Count: 1\r\n"
          + "OpenAI-Organization: org-of-the-caller\r\nOpenAI-Beta: x=1\r\n"
          + "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n"
          + "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";

  private RowRun() {}

  /** Makes the calls and returns the answer to the last one. */
  static Seen of(FaultService service, Stage stage) throws IOException {
    var body = stage.row().asking().body(stage.model()).getBytes(UTF_8);
    try (var caller = RawCaller.to(service.process().base())) {
      for (int i = 0; i < stage.row().earlier(); i++) {
        call(caller, stage.requestId() + "-before-" + i, body);
      }
      return call(caller, stage.requestId(), body);
    }
  }

  private static Seen call(RawCaller caller, String id, byte[] body) throws IOException {
    return caller.post("/v1/chat/completions", CHATTER + "X-Request-Id: " + id + "\r\n", body);
  }
}
