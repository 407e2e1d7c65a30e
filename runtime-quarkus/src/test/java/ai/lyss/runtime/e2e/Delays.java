package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How long changes took to be live, by their kind. */
final class Delays {

  private static final Duration MOST = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, List<Duration>> seen = new LinkedHashMap<>();

  /** Asks again and again from now on until it is so, and notes how long that took. */
  void until(String kind, BooleanSupplier so) {
    long begun = System.nanoTime();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError(kind + ": not so after " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    seen.computeIfAbsent(kind, each -> new ArrayList<>()).add(took);
  }

  /** Stores a table of the figures, and holds each of them against one second. */
  void holdAll(String name) throws IOException {
    var table = new StringBuilder("| change | rounds | median ms | most ms |\n|---|--:|--:|--:|\n");
    seen.forEach(
        (kind, delays) -> {
          Collections.sort(delays);
          table.append(
              "| %s | %d | %d | %d |%n"
                  .formatted(
                      kind,
                      delays.size(),
                      delays.get(delays.size() / 2).toMillis(),
                      delays.getLast().toMillis()));
        });
    var file = Path.of("target", "delays", name + ".md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
    seen.forEach(
        (kind, delays) ->
            assertThat(delays)
                .as("%s%n%s", kind, table)
                .allSatisfy(each -> assertThat(each).isLessThan(MOST)));
  }
}
