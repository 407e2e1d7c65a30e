package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.BROKE;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.COOL_DOWN;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.ELSEWHERE;
import static ai.lyss.runtime.e2e.fault.PlainFault.Meaning.TRY_AGAIN;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.runtime.e2e.fault.PlainFault.Meaning;
import java.util.ArrayList;
import java.util.List;

/** Answers of status 200 that are none: other formats, other forms, errors in disguise. */
final class MalformedRows {

  private static final String HTML = "<!doctype html><title>Sign in</title>";

  private MalformedRows() {}

  static List<FaultRow> all() {
    var faults = new ArrayList<PlainFault>();
    faults.addAll(noAnswers());
    faults.addAll(errors());
    return PlainFault.rows(faults);
  }

  private static List<PlainFault> noAnswers() {
    return List.of(
        broke("an empty body", StubAnswer.json(200, ""), StubAnswer.stream()),
        broke("a page of HTML", html("text/html"), html("text/html; charset=utf-8")),
        broke(
            "HTML that says it is what was asked for",
            html("application/json"),
            html("text/event-stream")),
        broke(
            "malformed JSON",
            StubAnswer.json(200, Wire.WHOLE.replace("\"choices\":", "\"choices\"")),
            StubAnswer.stream(Wire.ROLE, "data: {\"choices\":[}\n\n", Wire.BON, Wire.DONE)),
        broke(
            "JSON that is no object",
            StubAnswer.json(200, "[" + Wire.WHOLE + "]"),
            StubAnswer.stream("data: [1]\n\n", Wire.BON, Wire.DONE)),
        broke("nothing but the end", StubAnswer.json(200, "{}"), StubAnswer.stream(Wire.DONE)),
        broke(
            "the other form",
            StubAnswer.stream(Wire.ROLE, Wire.BON, Wire.STOP, Wire.DONE),
            StubAnswer.json(200, Wire.WHOLE)),
        broke(
            "gzip though nobody asked",
            gzipped(StubAnswer.json(200, ""), Wire.WHOLE),
            gzipped(StubAnswer.stream(), Wire.healthyBody(Asking.STREAM))),
        PlainFault.of("no HTTP at all", StubAnswer.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"), BROKE),
        broke(
            "a clean end without a terminator",
            StubAnswer.json(200, Wire.WHOLE.substring(0, 50)),
            StubAnswer.stream(Wire.ROLE)),
        broke(
            "a finish reason that names a failure",
            StubAnswer.json(200, Wire.WHOLE.replace("\"stop\"", "\"error\"")),
            StubAnswer.stream(Wire.ROLE, Wire.chunk("{}", "\"error\""), Wire.DONE)));
  }

  private static List<PlainFault> errors() {
    return List.of(
        error("server_error", "", TRY_AGAIN),
        error("", "503", TRY_AGAIN),
        error("overloaded_error", "", TRY_AGAIN),
        error("insufficient_quota", "insufficient_quota", ELSEWHERE),
        error("", "invalid_api_key", ELSEWHERE),
        error("", "model_not_found", ELSEWHERE),
        error("", "402", ELSEWHERE),
        error("requests", "rate_limit_exceeded", COOL_DOWN));
  }

  private static PlainFault error(String type, String code, Meaning meaning) {
    var body = Wire.error(type, code);
    return PlainFault.of(
        "an error under status 200: " + type + " " + code,
        StubAnswer.json(200, body),
        StubAnswer.stream(Wire.ROLE, "data: " + body + "\n\n"),
        meaning);
  }

  private static PlainFault broke(String name, StubAnswer whole, StubAnswer streamed) {
    return PlainFault.of(name, whole, streamed, BROKE);
  }

  private static StubAnswer html(String type) {
    return StubAnswer.json(200, HTML).header("content-type", type);
  }

  private static StubAnswer gzipped(StubAnswer answer, String text) {
    return answer.header("content-encoding", "gzip").piece(Wire.gzip(text));
  }
}
