package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.Asking.STREAM;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM_WITHOUT_USAGE;
import static ai.lyss.runtime.e2e.fault.Asking.STREAM_WITH_USAGE;
import static ai.lyss.runtime.e2e.fault.Asking.WHOLE;

import ai.lyss.adapter.provider.stub.StubAnswer;
import java.util.ArrayList;
import java.util.List;

/** Usage asked for or not, given by the vendor or not: the ledger always knows. */
final class UsageRows {

  private static final String ALL = Wire.ROLE + Wire.BON + Wire.JOUR + Wire.STOP;
  private static final String ABSURD =
      "\"usage\":{\"prompt_tokens\":-4,\"completion_tokens\":99999999999999}";

  private UsageRows() {}

  static List<FaultRow> all() {
    var rows = new ArrayList<FaultRow>();
    for (var asking : List.of(STREAM, STREAM_WITH_USAGE, STREAM_WITHOUT_USAGE)) {
      rows.add(
          Row.of("usage in a chunk of its own, " + asking, asking, Lane.healthy(asking)).row());
      rows.add(uncounted("no usage", asking, ALL));
      rows.add(uncounted("usage null", asking, ALL.replace("}]}", "}],\"usage\":null}")));
      rows.add(uncounted("usage null by itself", asking, ALL + own("\"usage\":null")));
      rows.add(uncounted("usage of text", asking, ALL + own("\"usage\":\"5\"")));
      rows.add(uncountedOwn("usage that is empty", asking, own("\"usage\":{}")));
      rows.add(uncountedOwn("absurd usage", asking, own(ABSURD)));
      rows.add(onTheLast(asking));
      rows.add(twice(asking));
    }
    rows.addAll(whole());
    rows.add(neverAsked());
    rows.add(withoutMarker());
    return rows;
  }

  private static String own(String usage) {
    return "data: {\"id\":\"c\",\"choices\":[]," + usage + "}\n\n";
  }

  private static FaultRow uncounted(String name, Asking asking, String events) {
    return Row.of(name + ", " + asking, asking, Lane.of(StubAnswer.stream(events, Wire.DONE)))
        .body(events + Wire.DONE)
        .chargedAsCounted("Bonjour")
        .row();
  }

  /** A report of usage goes to who asked for it, whatever it is worth. */
  private static FaultRow uncountedOwn(String name, Asking asking, String report) {
    return Row.of(name + ", " + asking, asking, Lane.of(StubAnswer.stream(ALL, report, Wire.DONE)))
        .body(ALL + (asking.usageAsked() ? report : "") + Wire.DONE)
        .chargedAsCounted("Bonjour")
        .row();
  }

  private static FaultRow onTheLast(Asking asking) {
    var events = ALL.replace("\"stop\"}]}", "\"stop\"}]," + Wire.USAGE_FIELD + "}");
    return Row.of(
            "usage on the last chunk, " + asking,
            asking,
            Lane.of(StubAnswer.stream(events, Wire.DONE)))
        .body(events + Wire.DONE)
        .row();
  }

  /** Usage is cumulative: the last report holds. */
  private static FaultRow twice(Asking asking) {
    var first = own("\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}");
    return Row.of(
            "usage twice, " + asking,
            asking,
            Lane.of(
                StubAnswer.stream(
                    Wire.ROLE, Wire.BON, first, Wire.JOUR, Wire.STOP, Wire.USAGE, Wire.DONE)))
        .body(
            asking.usageAsked()
                ? Wire.ROLE + Wire.BON + first + Wire.JOUR + Wire.STOP + Wire.USAGE + Wire.DONE
                : ALL + Wire.DONE)
        .row();
  }

  private static List<FaultRow> whole() {
    var rows = new ArrayList<FaultRow>();
    for (var field :
        List.of("\"model\":\"m\"", "\"usage\":null", "\"usage\":{}", "\"usage\":[1]", ABSURD)) {
      var body = Wire.whole(field);
      rows.add(
          Row.of("WHOLE with " + field, WHOLE, Lane.of(StubAnswer.json(200, body)))
              .body(body)
              .chargedAsCounted("Bonjour")
              .row());
    }
    return rows;
  }

  /** A vendor that does not know the wish for usage does not get it. */
  private static FaultRow neverAsked() {
    var lane =
        Lane.by(
            request ->
                request.text().contains("stream_options")
                    ? StubAnswer.json(400, Wire.error("invalid_request_error", ""))
                    : StubAnswer.stream(ALL, Wire.DONE));
    return Row.of(
            "a vendor without stream_options", STREAM, lane.with("{\"stream_options\":false}"))
        .body(ALL + Wire.DONE)
        .chargedAsCounted("Bonjour")
        .row();
  }

  /** A vendor that ends with its finish reason: the terminator is the gateway's word then. */
  private static FaultRow withoutMarker() {
    var lane = Lane.of(StubAnswer.stream(ALL, Wire.USAGE)).with("{\"done_marker\":false}");
    return Row.of("a vendor without [DONE]", STREAM, lane).row();
  }
}
