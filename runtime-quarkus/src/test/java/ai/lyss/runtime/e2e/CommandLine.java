package ai.lyss.runtime.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls {@code ./lyss} in a folder that holds the script and what was built, as a user would. */
final class CommandLine {

  private static final long PATIENCE_SECONDS = 60;

  private final Path script;
  private final Path home;

  /**
   * A command line whose tree is made in {@code tree}, for a service with its state in a folder.
   */
  CommandLine(Path tree, Path home) throws IOException {
    var built = Files.createDirectories(tree.resolve("runtime-quarkus/target"));
    this.script = tree.resolve("lyss");
    this.home = home;
    Files.copy(Path.of("..", "lyss"), script, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(built.resolve("quarkus-app"), ServiceProcess.jar().getParent());
    Files.createFile(built.resolve("lyss-built"));
  }

  /**
   * How a command ended.
   *
   * @param exit its status
   * @param out what it wrote for scripts
   * @param told what it wrote for people
   */
  record Ended(int exit, String out, String told) {}

  /** Runs a command with settings given as environment variables, and waits for its end. */
  Ended run(Map<String, String> settings, String... words) throws IOException {
    var line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(words));
    var told = Files.createTempFile(script.getParent(), "told", ".txt");
    var builder = new ProcessBuilder(line).redirectError(told.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LYSS_HOME"));
    builder.environment().put("LYSS_HOME", home.toString());
    builder.environment().putAll(settings);
    var process = builder.start();
    try {
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(line + ": does not end");
      }
      return new Ended(process.exitValue(), out.strip(), Files.readString(told).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
