package ai.lyss.runtime.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace of
 * their own, where the user has no name and no power.
 */
final class Commands {

  private final boolean root;
  private final Path folder;

  /** Commands that run in {@code folder}; {@code root} tells whether this process is root's. */
  Commands(boolean root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /**
   * How a command ended.
   *
   * @param status its exit status; 0 when it went well
   * @param output what it wrote
   */
  record Ended(int status, String output) {

    boolean well() {
      return status == 0;
    }

    /** Returns the last line that says something. */
    String lastLine() {
      return output.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (a, b) -> b);
    }
  }

  /** Runs a program to its end, with {@code input} as its standard input. */
  Ended run(Path program, List<String> arguments, String input) throws IOException {
    var line = new ArrayList<String>();
    if (root) {
      line.addAll(List.of("unshare", "-U"));
    }
    line.add(program.toString());
    line.addAll(arguments);
    var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without reading: its exit status says why.
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }
}
