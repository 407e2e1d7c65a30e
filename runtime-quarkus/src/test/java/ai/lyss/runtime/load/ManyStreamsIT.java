package ai.lyss.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many streams at once through a service in a heap of 512 MB: all complete, and nothing is left.
 * What the gateway adds to the way of a chunk is measured against the same load straight to the
 * vendor and reported; {@code -Dlyss.load.streams=5000 -Dlyss.load.chunks=40} is the full size.
 */
@Timeout(600)
final class ManyStreamsIT {

  private static final int STREAMS = Integer.getInteger("lyss.load.streams", 500);
  private static final int CHUNKS = Integer.getInteger("lyss.load.chunks", 8);
  private static final int EVERY_MILLIS = 500;

  @TempDir Path temporary;

  @Test
  void all_streams_complete_and_nothing_of_them_is_left() throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    var pace = new PacedVendor.Pace(50, CHUNKS, EVERY_MILLIS);
    try (var vendor = new PacedVendor(vertx, pace);
        var service = LoadedService.start(temporary.resolve("state"), Map.of(), List.of(vendor))) {
      int direct = vendor.baseUrl().getPort();
      new StreamingCallers(vertx, service.port(), "/v1").run(Math.min(STREAMS, 500), 2); // warms up
      var straight = new StreamingCallers(vertx, direct, "/v1").run(STREAMS, CHUNKS);
      var before = service.processorTime();
      var relayed = new StreamingCallers(vertx, service.port(), "/v1").run(STREAMS, CHUNKS);
      var spent = service.processorTime().minus(before);

      report(straight, relayed, spent.toNanos() / 1_000.0 / ((double) STREAMS * CHUNKS));
      assertThat(straight.complete()).isEqualTo(STREAMS);
      assertThat(relayed.complete())
          .as(
              "%s\n%s",
              relayed.firstFault(),
              service.text().lines().filter(line -> line.contains("ERROR")).limit(20).toList())
          .isEqualTo(STREAMS);
      assertThat(relayed.delays()).hasSize(STREAMS * CHUNKS);
      assertThat(service.metric("lyss_relays_running")).isZero();
      assertThat(service.stop()).isZero();
    } finally {
      PacedVendor.await(vertx.close());
    }
  }

  private static void report(
      StreamingCallers.Seen straight, StreamingCallers.Seen relayed, double microsPerChunk)
      throws java.io.IOException {
    var report =
        new LoadReport(
            "streams", "way", "complete", "delay p50 us", "p90 us", "p99 us", "CPU us a chunk");
    report.row(cells("direct", straight, "-"));
    report.row(cells("lyss", relayed, "%.1f".formatted(microsPerChunk)));
    report.write();
  }

  private static Object[] cells(String way, StreamingCallers.Seen seen, String cpu) {
    var sorted = seen.delays();
    java.util.Arrays.sort(sorted);
    return new Object[] {
      way,
      seen.complete() + "/" + STREAMS,
      LoadReport.percentile(sorted, 0.5) / 1_000,
      LoadReport.percentile(sorted, 0.9) / 1_000,
      LoadReport.percentile(sorted, 0.99) / 1_000,
      cpu
    };
  }
}
