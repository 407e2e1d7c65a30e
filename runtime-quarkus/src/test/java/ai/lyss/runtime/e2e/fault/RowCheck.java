package ai.lyss.runtime.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.runtime.e2e.fault.FaultRow.Wait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares what came with what a row says, and with what holds for every row. */
final class RowCheck {

  private static final Set<String> FOR_CALLERS =
      Set.of(
          "content-type",
          "content-length",
          "transfer-encoding",
          "cache-control",
          "x-accel-buffering",
          "x-request-id",
          "x-lyss-attempts",
          "x-lyss-channel",
          "x-lyss-provider",
          "retry-after",
          "openai-processing-ms");
  private static final Set<String> FOR_VENDORS =
      Set.of("host", "authorization", "content-type", "accept", "user-agent", "content-length");

  private final Stage stage;
  private final FaultRow row;

  RowCheck(Stage stage) {
    this.stage = stage;
    this.row = stage.row();
  }

  /** Checks the caller's answer. */
  void told(Seen seen) {
    var told = row.told();
    assertThat(seen.status()).as("status of %s", shortened(seen)).isEqualTo(told.status());
    assertThat(seen.ending()).as("ending").isEqualTo(told.ending());
    switch (told.ending()) {
      case WHOLE -> assertThat(seen.body()).isEqualTo(body(told));
      case CUT -> assertThat(told.body().startsWith(seen.body())).as("prefix").isTrue();
    }
    assertThat(seen.header("x-lyss-attempts")).isEqualTo(String.valueOf(told.attempts()));
    var lane = told.lane();
    assertThat(seen.header("x-lyss-channel")).isEqualTo(lane == null ? null : stage.channel(lane));
    assertThat(seen.header("x-lyss-provider"))
        .isEqualTo(lane == null ? null : stage.provider(lane));
    assertThat(seen.header("x-request-id")).isEqualTo(stage.requestId());
    assertThat(seen.header("content-type")).startsWith(contentType());
    wait(seen.header("retry-after"), told.retryAfter());
    clean(seen);
  }

  private String body(FaultRow.Told told) {
    return told.status() == 404 ? Failing.unknownModel(stage.model()) : told.body();
  }

  private static String shortened(Seen seen) {
    var text = seen.text();
    return text.length() > 2_000 ? text.substring(0, 2_000) : text;
  }

  private String contentType() {
    return row.told().status() == 200 && row.asking().streamed()
        ? "text/event-stream"
        : "application/json";
  }

  private static void wait(@Nullable String header, @Nullable Wait expected) {
    if (expected == null) {
      assertThat(header).as("retry-after").isNull();
    } else {
      assertThat(header).as("retry-after").isNotNull().matches("[0-9]+");
      assertThat(Integer.parseInt(header)).isBetween(expected.least(), expected.most());
    }
  }

  private void clean(Seen seen) {
    assertThat(FOR_CALLERS).as("headers for callers").containsAll(seen.headerNames());
    var millis = seen.header("openai-processing-ms");
    assertThat(millis == null || millis.equals("7")).as("openai-processing-ms").isTrue();
    for (int lane = 0; lane < row.lanes().size(); lane++) {
      assertThat(seen.text())
          .doesNotContain(stage.secret(lane))
          .doesNotContain("127.0.0.1")
          .doesNotContain(":" + stage.port(lane));
    }
  }

  /** Checks what each vendor was sent, and how often. */
  void calls() {
    var counts =
        IntStream.range(0, row.lanes().size()).mapToObj(at -> stage.requests(at).size()).toList();
    assertThat(counts).as("calls of each vendor").isEqualTo(row.calls());
    for (int lane = 0; lane < row.lanes().size(); lane++) {
      for (var request : stage.requests(lane)) {
        sent(lane, request);
      }
    }
  }

  private void sent(int lane, StubRequest request) {
    var names = new HashSet<>(request.headers().keySet());
    if (names.remove("connection")) { // the gateway's own: one that is not to be kept
      assertThat(request.headers()).containsEntry("connection", "close");
    }
    assertThat(names).isEqualTo(FOR_VENDORS);
    assertThat(request.headerLines()).hasSameSizeAs(request.headers().keySet());
    assertThat(request.headers()).containsEntry("authorization", "Bearer " + stage.secret(lane));
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.text())
        .isEqualTo(row.lanes().get(lane).bodyFor(row.asking(), stage.model()));
  }

  /** Checks the ledger. */
  void booked(List<LedgerBook.Line> lines) {
    var booked = row.booked();
    assertThat(lines).as("rows of the ledger").hasSize(booked == null ? 0 : 1);
    if (booked == null) {
      return;
    }
    var line = lines.getFirst();
    var lane = row.told().lane();
    assertThat(line.booked()).isEqualTo(booked);
    assertThat(line.streamed()).isEqualTo(row.asking().streamed());
    assertThat(line.asked()).isEqualTo(stage.model());
    assertThat(line.served()).isEqualTo(booked.status().equals("failed") ? null : stage.model());
    assertThat(line.channel()).isEqualTo(lane == null ? null : stage.channelId(lane));
  }
}
