package ai.lyss.adapter.persistence.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Redis server, unpacked from a Maven artifact, on a free port of the loopback interface,
 * with nothing on disk. It ends with the JVM at the latest.
 */
public final class RedisServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 5;

  private static final class Program {
    static final Path FILE = unpack();
  }

  private static final class Shared {
    static final RedisServer RUNNING = start();
  }

  private final Process process;
  private final int port;

  private RedisServer(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Returns the one that the tests of a JVM share; it is never stopped, frozen or emptied. */
  public static RedisServer shared() {
    return Shared.RUNNING;
  }

  /** Starts one of the caller's own, with these options. */
  public static RedisServer start(String... options) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var started = launch(freePort(), options);
      if (started.answers()) {
        return started;
      }
      started.close();
    }
    throw new IllegalStateException("no Redis started in " + ATTEMPTS + " attempts");
  }

  /** Starts one on a port that was another's before. */
  public static RedisServer startOn(int port) {
    var started = launch(port);
    if (!started.answers()) {
      throw new IllegalStateException("no Redis started on port " + port);
    }
    return started;
  }

  private static RedisServer launch(int port, String... options) {
    var command =
        new ArrayList<>(
            List.of(
                Program.FILE.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                Program.FILE.getParent().toString()));
    command.addAll(List.of(options));
    try {
      return new RedisServer(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start(),
          port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack() {
    var arm = System.getProperty("os.arch").contains("aarch64");
    var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    var name =
        "/redis-server-7.0.15-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm64" : "amd64");
    try (var stream = RedisServer.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            name + ": missing (expected: in org.signal:embedded-redis)");
      }
      var folder = Files.createTempDirectory("lyss-redis");
      var file = folder.resolve("redis-server");
      Files.copy(stream, file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (command("PING").startsWith("+PONG")) {
          return true;
        }
      } catch (UncheckedIOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    return false;
  }

  /** Sends one command, its words separated by blanks, and returns how the answer begins. */
  public String command(String line) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new byte[64 * 1024];
      int length = socket.getInputStream().read(answer);
      return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns its port. */
  public int port() {
    return port;
  }

  /** Returns its URL. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Lets it accept connections and answer nothing any more. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
