package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred callers hang up: before the head, after it and in mid-stream, of streamed and of
 * whole answers, with a FIN or a RST. The vendor sees its connection end within 100 ms of each, and
 * nothing is left behind.
 */
@Timeout(300)
final class HangUpIT {

  private static final long SEED = 20_261_123;
  private static final int HANG_UPS = 200;
  private static final int CALLERS = 6;
  private static final int LATEST_MILLIS = 160;
  private static final Duration BOUND = Duration.ofMillis(100);

  /**
   * One in a hundred may be late, and a few more where this very process saw the machine stand
   * still. A machine that is busy with other things may need another round: a gateway that is late
   * by its own doing is late in every one.
   */
  private static final int MOST_LATE = HANG_UPS / 100;

  private static final int MOST_STALLED = HANG_UPS / 20;
  private static final int MOST_ROUNDS = 4;

  private static final Pattern MARK = Pattern.compile("mark-([0-9]+)");
  private static final Pattern CANCELLED =
      Pattern.compile(
          "lyss_relay_duration_seconds_count\\{[^}]*outcome=\"cancelled\"[^}]*} ([0-9.E]+)");
  private static final String EVENT =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ha\"},\"finish_reason\":null}]}"
          + "\n\n";

  @TempDir Path temporary;

  private final Map<Integer, Long> hungUpAt = new ConcurrentHashMap<>();

  @Test
  void the_vendor_hears_of_each_within_100_ms_and_nothing_is_left() throws Exception {
    var settings = Map.of("JAVA_TOOL_OPTIONS", "-Dio.netty.leakDetection.level=paranoid");
    try (var vendor = StubVendor.start().always(HangUpIT::endless);
        var service = StubbedService.start(temporary.resolve("state"), vendor, settings);
        var stalls = new Stalls()) {
      limit(service);
      hangUpAll(service, 0); // classes are loaded, code is compiled
      var rounds = new ArrayList<Round>();
      while (rounds.size() < MOST_ROUNDS && rounds.stream().noneMatch(Round::isGood)) {
        int first = (rounds.size() + 1) * HANG_UPS;
        hangUpAll(service, first);
        service.await(() -> vendor.hangUps().size() == vendor.requests().size());
        rounds.add(judged(vendor, first, stalls));
      }
      assertThat(rounds).as("seed %d", SEED).anyMatch(Round::isGood);
      Gauge.awaitNothingLeft(service);
      inTheLedger(service, vendor);
      assertThat(service.process().text()).doesNotContain("LEAK").doesNotContain("Exception");
      assertThat(service.process().stop()).isZero();
    }
  }

  /** Never ends by itself; the head comes at once or later. */
  private static StubAnswer endless(StubRequest request) {
    int mark = mark(request);
    var head = Duration.ofMillis(new Random(SEED + mark).nextInt(LATEST_MILLIS / 2));
    var answer =
        isStreamed(mark)
            ? StubAnswer.stream()
            : StubAnswer.json(200, "{\"choices\":[").missing(1 << 20);
    for (int i = 0; i < 100; i++) {
      answer.piece(isStreamed(mark) ? EVENT : " ");
    }
    return answer.beforeHead(head).betweenPieces(Duration.ofMillis(10)).end(StubAnswer.End.HANG);
  }

  private static boolean isStreamed(int mark) {
    return mark % 2 == 0;
  }

  private static int mark(StubRequest request) {
    var found = MARK.matcher(request.text());
    assertThat(found.find()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  /** A quota that takes part in every relay, so that there are reservations. */
  private static void limit(StubbedService service) throws SQLException, IOException {
    try (var connection = service.database();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO quotas (tenant_id, id, scope, metric, time_window, amount, created_at,"
              + " updated_at) SELECT id, gen_random_uuid(), 'tenant', 'requests', 'day', 1000000,"
              + " now(), now() FROM tenants");
    }
    service.create("/api/v1/keys", new JsonObject().put("name", "reload"));
  }

  private void hangUpAll(StubbedService service, int first) throws Exception {
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < HANG_UPS; i++) {
        int mark = first + i;
        all.add(callers.submit(() -> hangUp(service, mark)));
      }
      for (var one : all) {
        one.get(120, TimeUnit.SECONDS);
      }
    }
  }

  private Void hangUp(StubbedService service, int mark) throws IOException {
    var random = new Random(SEED * 31 + mark);
    var body =
        "{\"model\":\"stub-model\",\"stream\":"
            + isStreamed(mark)
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"mark-"
            + mark
            + "\"}]}";
    try (var caller = RawCaller.ask(service, "mark-" + mark, body)) {
      long until = System.nanoTime() + random.nextLong(LATEST_MILLIS * 1_000_000L);
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(Math.min(2_000_000, until - System.nanoTime()));
        caller.readWaiting();
      }
      hungUpAt.put(mark, random.nextInt(4) == 0 ? caller.reset() : caller.hangUp());
    }
    return null;
  }

  /** How long the vendor took to see the hang-ups of a round, in milliseconds, and what of it. */
  private record Round(int seen, List<Double> millis, long late, long lateInStalls) {

    boolean isGood() {
      return seen > HANG_UPS / 2
          && millis.getFirst() > 0
          && late <= MOST_LATE
          && lateInStalls <= MOST_STALLED;
    }

    @Override
    public String toString() {
      return "%d seen, ms: median %.1f, 99%% %.1f, most %.1f; late %d, and %d in stalls"
          .formatted(
              seen,
              millis.get(seen / 2),
              millis.get(seen * 99 / 100),
              millis.getLast(),
              late,
              lateInStalls);
    }
  }

  private Round judged(StubVendor vendor, int first, Stalls stalls) {
    var millis = new ArrayList<Double>();
    long late = 0;
    long lateInStalls = 0;
    for (var seen : vendor.hangUps().entrySet()) {
      int mark = mark(seen.getKey());
      if (mark < first) {
        continue;
      }
      long from = hungUpAt.get(mark);
      long nanos = seen.getValue() - from;
      millis.add(nanos / 1e6);
      if (nanos > BOUND.toNanos()) {
        boolean stalled = stalls.between(from, seen.getValue());
        late += stalled ? 0 : 1;
        lateInStalls += stalled ? 1 : 0;
      }
    }
    millis.sort(null);
    var round = new Round(millis.size(), millis, late, lateInStalls);
    Logger.getLogger(HangUpIT.class).info(round);
    return round;
  }

  private static void inTheLedger(StubbedService service, StubVendor vendor) {
    var reached =
        vendor.requests().stream().map(asked -> "mark-" + mark(asked)).collect(Collectors.toSet());
    service.await(() -> ids(LedgerRow.of(service, "mark-")).containsAll(reached));
    service.await(() -> LedgerRow.of(service, "mark-").size() == cancelled(service));
    var rows = LedgerRow.of(service, "mark-");
    assertThat(rows).extracting(LedgerRow::status).containsOnly("cancelled");
    assertThat(rows).extracting(LedgerRow::requestId).doesNotHaveDuplicates();
  }

  private static int cancelled(StubbedService service) {
    var counted = CANCELLED.matcher(service.get("/q/metrics").body());
    return counted.find() ? (int) Double.parseDouble(counted.group(1)) : 0;
  }

  private static Set<String> ids(List<LedgerRow> rows) {
    return rows.stream().map(LedgerRow::requestId).collect(Collectors.toCollection(HashSet::new));
  }
}
