package ai.lyss.runtime.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AccessLogWriterTest {

  private final List<String> written = new CopyOnWriteArrayList<>();

  @Test
  void writes_every_line_once_and_those_of_one_thread_in_order() throws InterruptedException {
    int threads = 4;
    int each = 3_000;
    try (var log = new AccessLogWriter(written::addAll);
        var pool = Executors.newFixedThreadPool(threads)) {
      for (int t = 0; t < threads; t++) {
        int thread = t;
        pool.execute(() -> IntStream.range(0, each).forEach(i -> log.accept(thread + " " + i)));
      }
      pool.shutdown();
      assertThat(pool.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(log.dropped()).isZero();
    }
    for (int t = 0; t < threads; t++) {
      var mine = new ArrayList<>(written);
      var start = t + " ";
      mine.removeIf(line -> !line.startsWith(start));
      assertThat(mine).isEqualTo(IntStream.range(0, each).mapToObj(i -> start + i).toList());
    }
  }

  @Test
  void writes_a_line_that_comes_after_a_silence() throws InterruptedException {
    var seen = new CountDownLatch(2);
    try (var log =
        new AccessLogWriter(
            lines -> {
              written.addAll(lines);
              seen.countDown();
            })) {
      log.accept("one");
      while (written.isEmpty()) {
        Thread.onSpinWait();
      }
      log.accept("two");
      seen.await();
      assertThat(written).containsExactly("one", "two");
    }
  }

  @Test
  void counts_what_it_drops_when_the_log_stands_still_and_writes_the_rest() {
    var standsStill = new CountDownLatch(1);
    int lines = 40_000;
    long dropped;
    try (var log =
        new AccessLogWriter(
            batch -> {
              awaitQuietly(standsStill);
              written.addAll(batch);
            })) {
      IntStream.range(0, lines).forEach(i -> log.accept("line " + i));
      dropped = log.dropped();
      assertThat(dropped).isBetween(lines - 16_384L - 1_024, lines - 16_384L);
      standsStill.countDown();
    }
    assertThat((long) written.size()).isEqualTo(lines - dropped);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
