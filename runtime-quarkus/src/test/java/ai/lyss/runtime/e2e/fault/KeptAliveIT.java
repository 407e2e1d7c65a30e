package ai.lyss.runtime.e2e.fault;

import static ai.lyss.adapter.provider.stub.StubAnswer.End.HANG;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams that are silent for longer than a caller may bear: comments go out, which commits status
 * 200 before it is known who answers, or whether anybody does.
 */
@Timeout(300)
final class KeptAliveIT {

  private static final String COMMENT = ": keep-alive\n\n";
  private static final Duration LATE = FaultService.SILENCE.multipliedBy(2).dividedBy(3);

  private static final List<FaultRow> STREAMS =
      List.of(
          Row.of("a late head", STREAM, Lane.of(Wire.healthy(STREAM).beforeHead(LATE))).row(),
          Row.of("silence before the first content", STREAM, Lane.of(preambleThenLate())).row(),
          Row.of(
                  "late chunks",
                  STREAM,
                  Lane.of(Wire.healthy(STREAM).betweenPieces(LATE.dividedBy(2))))
              .row(),
          Row.of("another channel takes over", STREAM, hanging(), Lane.healthy(STREAM))
              .attempts(2, 1)
              .calls(1, 1)
              .row(),
          failing("nobody takes over", Failing.UPSTREAM_TIMEOUT, hanging())
              .attempts(3, 0)
              .calls(3)
              .chargedAsCounted("")
              .row(),
          failing("a late failure", Failing.UPSTREAM_ERROR, late(401)).row(),
          failing("a late rate limit", Failing.RATE_LIMITED, late(429)).row(),
          Row.of("a late refusal", STREAM, late(422))
              .fails(200, event(silent()))
              .chargedAsRequest()
              .row(),
          Row.of(
                  "a broken stream after late content",
                  STREAM,
                  Lane.of(StubAnswer.stream(Wire.BON).beforeHead(LATE)))
              .breaksOff(Wire.BON)
              .chargedAsCounted("Bon")
              .row());

  private static final FaultRow NO_STREAM =
      Row.of("a late whole answer", WHOLE, Lane.of(Wire.healthy(WHOLE).beforeHead(LATE))).row();

  @TempDir static Path temporary;

  private static FaultService service;
  private static Rehearsal rehearsal;
  private static Map<String, List<LedgerBook.Line>> ledger;

  private static StubAnswer preambleThenLate() {
    return StubAnswer.stream(Wire.ROLE, Wire.BON + Wire.JOUR + Wire.STOP + Wire.USAGE + Wire.DONE)
        .betweenPieces(LATE);
  }

  private static Lane hanging() {
    return Lane.of(StubAnswer.none(HANG));
  }

  private static Lane late(int status) {
    return Lane.of(StubAnswer.json(status, "").beforeHead(LATE));
  }

  /** A failure that comes too late for a status of its own. */
  private static Row failing(String name, Failing failing, Lane lane) {
    return Row.of(name, STREAM, lane).fails(200, failing.event());
  }

  private static String silent() {
    return Failing.body("the vendor refused the request", "invalid_request_error", "null", "null");
  }

  private static String event(String body) {
    return "data: " + body + "\n\n";
  }

  @BeforeAll
  static void run_all_rows() throws IOException {
    var settings = new HashMap<>(FaultService.IMPATIENT);
    settings.put("LYSS_PROXY_KEEP_ALIVE", "250ms");
    service = FaultService.start(temporary.resolve("state"), settings);
    rehearsal = new Rehearsal(service);
    ledger = rehearsal.run(rows());
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
    service.close();
  }

  private static List<FaultRow> rows() {
    return Stream.concat(STREAMS.stream(), Stream.of(NO_STREAM)).toList();
  }

  static List<FaultRow> streams() {
    return STREAMS;
  }

  @ParameterizedTest
  @MethodSource("streams")
  void gets_comments_and_then_what_there_is(FaultRow row) {
    var seen = rehearsal.seen(row);

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.ending()).isEqualTo(Ending.WHOLE);
    assertThat(seen.header("content-type")).startsWith("text/event-stream");
    assertThat(seen.body()).contains(COMMENT);
    assertThat(seen.body().replace(COMMENT, "")).isEqualTo(row.told().body());
    booked(row);
  }

  @Test
  void a_whole_answer_gets_none() {
    new RowCheck(rehearsal.stage(NO_STREAM)).told(rehearsal.seen(NO_STREAM));
    booked(NO_STREAM);
  }

  private static void booked(FaultRow row) {
    var stage = rehearsal.stage(row);
    var check = new RowCheck(stage);
    check.calls();
    check.booked(ledger.getOrDefault(stage.requestId(), List.of()));
  }
}
