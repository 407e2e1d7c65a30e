package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service at random moments while it relays and stores. Every write that was acknowledged
 * is there after the next start, and every relay that reached the vendor is in the ledger once.
 */
@Timeout(3600)
final class KilledUnderLoadIT {

  private static final long SEED = 20_261_124;
  private static final int ROUNDS = Integer.getInteger("lyss.kill.rounds", 3);
  private static final Pattern MARK = Pattern.compile("mark-[0-9]+-[0-9]+-[0-9]+");

  @TempDir Path temporary;

  private final Set<String> acknowledgedKeys = ConcurrentHashMap.newKeySet();
  private final Set<String> answeredMarks = ConcurrentHashMap.newKeySet();

  @Test
  void nothing_acknowledged_is_lost_and_no_relay_is_counted_twice() throws Exception {
    var random = new Random(SEED);
    var home = temporary.resolve("state");
    try (var vendor = StubVendor.start().always(StubbedService::answer)) {
      StubbedService.start(home, vendor).close();
      for (int round = 0; round < ROUNDS; round++) {
        try (var service = StubbedService.resume(home, vendor)) {
          var load = load(service, round);
          if (round == 0) {
            service.await(() -> !acknowledgedKeys.isEmpty() && !answeredMarks.isEmpty());
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(50, 2_000)));
          service.process().handle().destroyForcibly();
          service.process().exit();
          load.shutdown();
          assertThat(load.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
      }
      try (var service = StubbedService.resume(home, vendor)) {
        keysAreThere(service);
        relaysAreThereOnce(service);
        assertThat(service.process().stop()).isZero();
      }
    }
  }

  private java.util.concurrent.ExecutorService load(StubbedService service, int round) {
    var threads = Executors.newFixedThreadPool(4);
    for (int thread = 0; thread < 4; thread++) {
      int mine = thread;
      threads.execute(() -> work(service, round, mine));
    }
    return threads;
  }

  /** Goes on until the service is gone. */
  private void work(StubbedService service, int round, int thread) {
    try {
      for (int i = 0; ; i++) {
        var mark = "mark-" + round + "-" + thread + "-" + i;
        if (thread == 0) {
          var made = service.create("/api/v1/keys", new JsonObject().put("name", mark));
          acknowledgedKeys.add(made.getString("id"));
        } else {
          relay(service, mark, i % 2 == 0);
        }
      }
    } catch (java.io.UncheckedIOException gone) {
      // killed: what was not acknowledged may or may not be there
    }
  }

  private void relay(StubbedService service, String mark, boolean streamed) {
    var body =
        "{\"model\":\"stub-model\",\"stream\":"
            + streamed
            + ",\"messages\":[{\"role\":\"user\",\"content\":\""
            + mark
            + "\"}]}";
    var answer = service.post("/v1/chat/completions", body.getBytes(UTF_8), "x-request-id", mark);
    assertThat(answer.statusCode()).isEqualTo(200);
    answeredMarks.add(mark);
  }

  private void keysAreThere(StubbedService service) {
    assertThat(acknowledgedKeys).as("seed %d", SEED).isNotEmpty();
    for (var id : acknowledgedKeys) {
      assertThat(service.get("/api/v1/keys/" + id).statusCode()).as("key %s", id).isEqualTo(200);
    }
  }

  private void relaysAreThereOnce(StubbedService service) throws SQLException, IOException {
    var reached =
        service.vendor().requests().stream()
            .map(request -> MARK.matcher(request.text()))
            .filter(java.util.regex.Matcher::find)
            .map(java.util.regex.Matcher::group)
            .collect(Collectors.toSet());
    assertThat(reached).as("seed %d", SEED).containsAll(answeredMarks).isNotEmpty();
    service.await(() -> rows(service).keySet().containsAll(reached));
    assertThat(rows(service)).as("rows by request").allSatisfy((mark, n) -> assertThat(n).isOne());
  }

  private static Map<String, Integer> rows(StubbedService service) {
    var rows = new HashMap<String, Integer>();
    try (var connection = service.database();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT request_id, count(*) FROM quota_records WHERE request_id LIKE 'mark-%'"
                    + " GROUP BY request_id")) {
      while (found.next()) {
        rows.put(found.getString(1), found.getInt(2));
      }
      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
