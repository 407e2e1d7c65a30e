package ai.lyss.runtime.e2e.fault;

import ai.lyss.runtime.e2e.fault.FaultRow.Booked;
import ai.lyss.runtime.e2e.fault.FaultRow.Told;
import ai.lyss.runtime.e2e.fault.FaultRow.Wait;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A row being written down. What is not said is that all went well on the first channel. */
final class Row {

  private static final String VENDOR = "vendor";

  private final String name;
  private final Asking asking;
  private final List<Lane> lanes;
  private int earlier;
  private int retries = -1;
  private List<Integer> calls;

  private int status = 200;
  private String body;
  private Ending ending = Ending.WHOLE;
  private int attempts = 1;
  private @Nullable Integer lane = 0;
  private @Nullable Wait retryAfter;

  private boolean admitted = true;
  private String outcome = "answered";
  private @Nullable Integer httpStatus = 200;
  private @Nullable Long input = Wire.INPUT;
  private @Nullable Long output = Wire.OUTPUT;
  private @Nullable String provenance = VENDOR;
  private @Nullable String finish = "stop";

  private Row(String name, Asking asking, List<Lane> lanes) {
    this.name = name;
    this.asking = asking;
    this.lanes = lanes;
    this.body = Wire.healthyBody(asking);
    this.calls = IntStream.range(0, lanes.size()).mapToObj(at -> at == 0 ? 1 : 0).toList();
  }

  static Row of(String name, Asking asking, Lane... lanes) {
    return new Row(name, asking, List.of(lanes));
  }

  /** So many calls come before, and their answers are not looked at. */
  Row earlier(int calls, int retries) {
    earlier = calls;
    this.retries = retries;
    return this;
  }

  /** How many requests each vendor sees, where it is not one at the first. */
  Row calls(Integer... seen) {
    calls = List.of(seen);
    return this;
  }

  /** So many attempts, the last of them on this lane. */
  Row attempts(int made, @Nullable Integer last) {
    attempts = made;
    lane = last;
    return this;
  }

  /** This body in place of the healthy one. */
  Row body(String text) {
    body = text;
    return this;
  }

  /** An error of the gateway's in place of an answer. */
  Row fails(Failing failing) {
    return fails(failing.status(), failing.body());
  }

  /** An error in place of an answer, for which nothing is charged. */
  Row fails(int status, String body) {
    this.status = status;
    this.body = body;
    outcome = "failed";
    httpStatus = status;
    return finish(null).charged(null, null, null);
  }

  /** A model that nobody serves: the request is not even admitted. */
  Row unknownModel() {
    admitted = false;
    return fails(404, "").attempts(0, null);
  }

  /** A stream that breaks off after these events, with an error event and no terminator. */
  Row breaksOff(String events) {
    body = events + Failing.INTERRUPTED.event();
    outcome = "interrupted";
    return finish(null);
  }

  /** A whole answer of which no more than a beginning arrives. */
  Row cutOff(String whole) {
    body = whole;
    ending = Ending.CUT;
    outcome = "interrupted";
    return finish(null);
  }

  Row retryAfter(int least, int most) {
    retryAfter = new Wait(least, most);
    return this;
  }

  Row finish(@Nullable String reason) {
    finish = reason;
    return this;
  }

  /** Charged as the vendor told. */
  Row chargedByVendor(long in, long out) {
    return charged(in, out, VENDOR);
  }

  /** Charged the input and what came of this output, counted by the gateway. */
  Row chargedAsCounted(String generated) {
    return charged(Counted.INPUT, Counted.tokens(generated), Counted.PROVENANCE);
  }

  /** Charged as a request without tokens: the vendor refused it as the caller's mistake. */
  Row chargedAsRequest() {
    return charged(0L, 0L, "estimate");
  }

  private Row charged(@Nullable Long in, @Nullable Long out, @Nullable String from) {
    input = in;
    output = out;
    provenance = from;
    return this;
  }

  FaultRow row() {
    return new FaultRow(
        name,
        asking,
        lanes,
        earlier,
        retries < 0 ? Math.max(0, attempts - 1) : retries,
        new Told(status, body, ending, attempts, lane, retryAfter),
        admitted
            ? new Booked(outcome, httpStatus, attempts, input, output, provenance, finish)
            : null,
        calls);
  }
}
