package ai.lyss.runtime.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file in which a running server notes its process id. A killed gateway leaves its server
 * behind; a killed server leaves this file behind, and by then its number may be another's.
 *
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">postmaster.pid</a>
 */
final class PostmasterFile {

  private static final int PORT_LINE = 3;

  private final Path data;
  private final Path file;

  /** The file of the server on a data folder. */
  PostmasterFile(Path data) {
    this.data = data;
    this.file = data.resolve("postmaster.pid");
  }

  /** What stops the server on the data folder and waits for its end. */
  @FunctionalInterface
  interface Stop {
    void run() throws IOException;
  }

  /** Sees to it that no server runs on the data folder and that none seems to. */
  void settle(Stop stop) throws IOException {
    if (server().isPresent()) {
      stop.run();
    }
    if (server().isPresent()) {
      throw new IOException("the server of an earlier start does not stop");
    }
    Files.deleteIfExists(file);
  }

  /** Returns the port of the server that runs on the data folder; empty when none does. */
  OptionalInt port() throws IOException {
    var lines = lines();
    return server().isPresent() && lines.size() > PORT_LINE
        ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
        : OptionalInt.empty();
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private Optional<ProcessHandle> server() throws IOException {
    var lines = lines();
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::servesTheFolder);
  }

  private boolean servesTheFolder(ProcessHandle process) {
    var arguments = process.info().arguments();
    return arguments.isPresent() && List.of(arguments.get()).contains(data.toString());
  }
}
