package ai.lyss.runtime.embedded;

import ai.lyss.runtime.config.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One PostgreSQL server on one data folder. It runs in a session of its own, so that a Ctrl-C at
 * the terminal reaches the gateway first and the server only through it.
 */
final class PostgresServer {

  private static final String DRAFT = "data-draft-";
  private static final int LOG_LIMIT_BYTES = 5 << 20;
  private static final int START_ATTEMPTS = 20;
  private static final long RETRY_MILLIS = 250;

  /** What the server must hold to, whatever its configuration file says. */
  private static final String OPTIONS =
      String.join(
          " ",
          "-c listen_addresses=127.0.0.1",
          "-c unix_socket_directories=",
          "-c password_encryption=scram-sha-256",
          "-c fsync=on",
          "-c full_page_writes=on",
          "-c synchronous_commit=on",
          "-c shared_buffers=64MB",
          "-c max_connections=60",
          "-c max_wal_size=512MB",
          "-c jit=off",
          "-c timezone=UTC",
          "-c log_timezone=UTC",
          "-c log_min_messages=warning");

  private final Commands commands;
  private final PostgresPrograms programs;
  private final Path home;
  private final Path data;

  /** A server whose files are in {@code home}. */
  PostgresServer(Commands commands, PostgresPrograms programs, Path home) {
    this.commands = commands;
    this.programs = programs;
    this.home = home;
    this.data = home.resolve("data");
  }

  /**
   * Makes the data folder if there is none: whole, or not at all. The password in {@code
   * passwordFile} becomes that of the superuser {@code postgres} and of {@code role}, which owns
   * the database of its name.
   */
  void prepare(Path passwordFile, String role) throws StartRefused {
    try {
      forgetDrafts();
      if (Files.isDirectory(data)) {
        return;
      }
      var draft = Files.createTempDirectory(home, DRAFT);
      require(
          "initdb",
          List.of(
              "--pgdata=" + draft,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions"),
          "");
      var password = Files.readString(passwordFile).strip();
      require(
          "postgres",
          List.of("--single", "-D", draft.toString(), "postgres"),
          "CREATE ROLE %1$s LOGIN PASSWORD '%2$s'\nCREATE DATABASE %1$s OWNER %1$s\n"
              .formatted(role, password));
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartRefused(
          "embedded PostgreSQL: cannot be prepared in " + home + ": " + e.getMessage());
    }
  }

  private void forgetDrafts() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (var old :
          files.filter(f -> String.valueOf(f.getFileName()).startsWith(DRAFT)).toList()) {
        Trees.delete(old);
      }
    }
  }

  private void require(String program, List<String> arguments, String input)
      throws IOException, StartRefused {
    var ended = commands.run(programs.program(program), arguments, input);
    if (!ended.well() || ended.output().contains("ERROR:")) {
      throw refusal(program + ": " + ended.lastLine());
    }
  }

  private StartRefused refusal(String why) {
    if (why.contains("unshare")) {
      return new StartRefused(
          "embedded PostgreSQL: does not run as root, and this machine does not let root leave"
              + " that role ("
              + why
              + "; expected: run as an ordinary user, or set QUARKUS_DATASOURCE_JDBC_URL)");
    }
    return new StartRefused("embedded PostgreSQL: " + why + " (its log: " + log() + ")");
  }

  /**
   * Starts the server and waits until it takes connections. One that an earlier process left behind
   * is stopped first.
   *
   * @return the loopback port it listens on
   */
  int start() throws StartRefused {
    try {
      new PostmasterFile(data).settle(this::stop);
      rotateLog();
      for (int attempt = 1; ; attempt++) {
        int port = freePort();
        var ended =
            pgCtl(
                "start", "--log=" + log(), "--timeout=60", "--options=-p " + port + " " + OPTIONS);
        if (ended.well()) {
          return port;
        }
        if (attempt == START_ATTEMPTS || !passes(lastFatal())) {
          throw refusal(lastFatal().isEmpty() ? ended.lastLine() : lastFatal());
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    } catch (IOException e) {
      throw new StartRefused(
          "embedded PostgreSQL: cannot be started in " + home + ": " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartRefused("embedded PostgreSQL: the start was interrupted");
    }
  }

  /** The port was taken meanwhile, or the last of a killed server's children are still ending. */
  private static boolean passes(String fatal) {
    return fatal.contains("TCP/IP") || fatal.contains("shared memory block");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Path log() {
    return home.resolve("server.log");
  }

  private void rotateLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
      Files.move(log(), home.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String lastFatal() throws IOException {
    if (!Files.exists(log())) {
      return "";
    }
    try (Stream<String> lines = Files.lines(log())) {
      return lines
          .filter(line -> line.contains("FATAL:"))
          .reduce("", (earlier, later) -> later.substring(later.indexOf("FATAL:") + 6).strip());
    }
  }

  /** Stops the server: open transactions are undone, everything else is on the disk. */
  void stop() throws IOException {
    if (!pgCtl("stop", "--mode=fast", "--timeout=30").well()) {
      pgCtl("stop", "--mode=immediate", "--timeout=30");
    }
  }

  private Commands.Ended pgCtl(String verb, String... arguments) throws IOException {
    var line =
        Stream.concat(
                Stream.of(verb, "--pgdata=" + data, "--wait", "--silent"), Stream.of(arguments))
            .toList();
    return commands.run(programs.program("pg_ctl"), line, "");
  }
}
