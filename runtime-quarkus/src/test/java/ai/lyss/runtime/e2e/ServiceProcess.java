package ai.lyss.runtime.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The built application as a process of its own, on a free port and with its state in a folder of
 * the test's. Nothing of the environment of the tests reaches it but what every program needs.
 * Closing it ends it, however it stands.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** What starts in the background of a shell ignores SIGINT, and so would all that it starts. */
  private static final List<String> SIGNALS_AS_USUAL = List.of("env", "--default-signal=INT");

  private static final List<String> QUICK =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final String READY = "lyss ready url=";

  private static final Set<ServiceProcess> LIVE = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final Path home;
  private final List<String> output = new ArrayList<>();
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Thread reader;

  private ServiceProcess(Process process, Path home) {
    this.process = process;
    this.home = home;
    LIVE.add(this);
    this.reader = Thread.ofPlatform().name("service-output").start(this::read);
  }

  /** Starts it with its state in {@code home}; does not wait until it is ready. */
  public static ServiceProcess start(Path home, Map<String, String> settings) throws IOException {
    return start(home, settings, QUICK);
  }

  /** Starts it on a Java runtime with these options; does not wait until it is ready. */
  public static ServiceProcess start(Path home, Map<String, String> settings, List<String> options)
      throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar().toString()));
    return launch(line, home, settings);
  }

  /**
   * Starts it by {@code ./lyss run}, as a user would, in a folder that holds the script and what
   * was built; does not wait until it is ready.
   */
  static ServiceProcess run(Path tree, Path home, Map<String, String> settings) throws IOException {
    var built = Files.createDirectories(tree.resolve("runtime-quarkus/target"));
    var script = tree.resolve("lyss");
    Files.copy(Path.of("..", "lyss"), script, StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(built.resolve("quarkus-app"), jar().getParent());
    Files.createFile(built.resolve("lyss-built"));
    return launch(List.of(script.toString(), "run"), home, settings);
  }

  private static ServiceProcess launch(List<String> line, Path home, Map<String, String> settings)
      throws IOException {
    var command = new ArrayList<>(SIGNALS_AS_USUAL);
    command.addAll(line);
    var builder =
        new ProcessBuilder(command).directory(workingFolder(home)).redirectErrorStream(true);
    var inherited = Map.copyOf(builder.environment());
    builder.environment().clear();
    Stream.of("PATH", "HOME", "LANG", "TMPDIR", "LYSS_CI_RUN")
        .filter(inherited::containsKey)
        .forEach(name -> builder.environment().put(name, inherited.get(name)));
    builder.environment().put("LYSS_HOME", home.toString());
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().putAll(settings);
    return new ServiceProcess(builder.start(), home);
  }

  /** Starts it with its state in {@code home} and returns when it is ready. */
  public static ServiceProcess ready(Path home) throws IOException {
    return ready(home, Map.of());
  }

  /** Starts it with settings, given as environment variables, and returns when it is ready. */
  public static ServiceProcess ready(Path home, Map<String, String> settings) throws IOException {
    var started = start(home, settings);
    started.base();
    return started;
  }

  static Path jar() {
    var jar = Path.of(System.getProperty("lyss.application", "target/quarkus-app/quarkus-run.jar"));
    if (!jar.toFile().isFile()) {
      throw new IllegalStateException(jar.toAbsolutePath() + " is not built");
    }
    return jar.toAbsolutePath();
  }

  private static File workingFolder(Path home) {
    return home.toAbsolutePath().getParent().toFile();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        if (line.startsWith(READY)) {
          ready.complete(URI.create(line.substring(READY.length()).split(" ", -1)[0]));
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IllegalStateException("it ended before it was ready"));
  }

  /** Waits until it is ready and returns its URL, without a slash at the end. */
  public URI base() {
    try {
      return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IllegalStateException("not ready: " + e + "\n" + text(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Returns what it has written so far, line by line. */
  public List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** Returns what it has written so far. */
  public String text() {
    return String.join("\n", output());
  }

  /** Returns the operating system's handle on it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Returns the folder with its state. */
  public Path home() {
    return home;
  }

  /** Gets a path below its URL. */
  public HttpResponse<String> get(String path) throws IOException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(base() + path)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sends it a signal by its name, such as {@code TERM} or {@code INT}. */
  public void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for its end, and for its last word, and returns its exit status. */
  public int exit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("it does not end\n" + text());
      }
      reader.join(PATIENCE);
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks it to stop with SIGTERM and returns its exit status. */
  public int stop() throws IOException {
    signal("TERM");
    return exit();
  }

  /** Kills it with SIGKILL; the database it started stays behind. */
  public void kill() {
    process.destroyForcibly();
    exit();
  }

  /** Returns the PostgreSQL processes that serve its state folder. */
  public List<ProcessHandle> databases() {
    var data = home.resolve("postgres/data").toAbsolutePath().normalize().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(List::of).orElse(List.of()).contains(data))
        .toList();
  }

  /** Ends it, and the database it may have left behind. */
  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    LIVE.remove(this);
    if (LIVE.stream().noneMatch(other -> other.home.equals(home))) {
      databases().forEach(ServiceProcess::end);
    }
  }

  private static void end(ProcessHandle database) {
    database.destroy();
    try {
      database.onExit().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      database.destroyForcibly();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
