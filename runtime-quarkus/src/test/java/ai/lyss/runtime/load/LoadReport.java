package ai.lyss.runtime.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a run under load measured, as a table in {@code target/load}. */
final class LoadReport {

  private final Path file;
  private final StringBuilder table = new StringBuilder();

  /** Starts a table of these columns. */
  LoadReport(String name, String... columns) {
    this.file = Path.of("target", "load", name + ".md");
    row((Object[]) columns);
    row((Object[]) Arrays.stream(columns).map(column -> "---").toArray(String[]::new));
  }

  /** Adds a row. */
  void row(Object... cells) {
    for (var cell : cells) {
      table.append("| ").append(cell).append(' ');
    }
    table.append("|\n");
  }

  /** Stores the table. */
  void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
  }

  /** Returns the value below which this share of the sorted values lies. */
  static long percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
