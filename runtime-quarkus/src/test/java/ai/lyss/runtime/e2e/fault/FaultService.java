package ai.lyss.runtime.e2e.fault;

import ai.lyss.runtime.e2e.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A running service, and what rows need of it. */
final class FaultService implements AutoCloseable {

  static final String KEY = "sk-lyss-test0123456789test0123456789test0123456";

  /** How long a vendor of the impatient may be silent, before its head and after it. */
  static final Duration SILENCE = Duration.ofSeconds(3);

  /**
   * Limits of time for vendors that are not silent: a busy machine does not reach them, and the
   * rests that a vendor asks for, 20 seconds and more, do not fit into them.
   */
  static final Map<String, String> PATIENT = Map.of("LYSS_PROXY_TOTAL_TIMEOUT", "15s");

  /** Limits of time that silent vendors reach within a test. */
  static final Map<String, String> IMPATIENT =
      Map.of(
          "LYSS_PROXY_FIRST_BYTE_TIMEOUT", SILENCE.toMillis() + "ms",
          "LYSS_PROXY_IDLE_TIMEOUT", SILENCE.toMillis() + "ms",
          "LYSS_PROXY_TOTAL_TIMEOUT", SILENCE.multipliedBy(4).toMillis() + "ms");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServiceProcess process;

  private FaultService(ServiceProcess process) {
    this.process = process;
  }

  /** Starts it in an empty folder, with further settings as environment variables. */
  static FaultService start(Path home, Map<String, String> settings) throws IOException {
    var all = new HashMap<String, String>();
    all.put("LYSS_BOOTSTRAP_ADMIN_KEY", KEY);
    all.putAll(settings);
    return new FaultService(ServiceProcess.ready(home, all));
  }

  ServiceProcess process() {
    return process;
  }

  /** Makes a thing through REST and returns its id. */
  String create(String path, JsonObject body) {
    var answer = send(path, HttpRequest.BodyPublishers.ofString(body.encode()), "POST");
    if (answer.statusCode() != 201) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body()).getString("id");
  }

  HttpResponse<String> get(String path) {
    return send(path, HttpRequest.BodyPublishers.noBody(), "GET");
  }

  HttpResponse<String> send(String path, HttpRequest.BodyPublisher body, String method) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(process.base() + path))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + KEY)
              .header("Content-Type", "application/json")
              .method(method, body)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns what a metric without labels shows. */
  double metric(String name) {
    var line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E+-]+)$");
    var found = line.matcher(get("/q/metrics").body());
    if (!found.find()) {
      throw new AssertionError(name + " is not among the metrics");
    }
    return Double.parseDouble(found.group(1));
  }

  /** Returns a connection to the service's own database, for which no row is hidden. */
  Connection database() throws SQLException, IOException {
    var lines = Files.readAllLines(process.home().resolve("postgres/data/postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + lines.get(3) + "/lyss",
        "postgres",
        Files.readString(process.home().resolve("database.password")).strip());
  }

  /** Asks again and again until it is so, for at most a minute. */
  void await(String what, BooleanSupplier so) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": not so after " + PATIENCE + "\n" + process.text());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
