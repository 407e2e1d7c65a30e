package ai.lyss.runtime.load;

import ai.lyss.runtime.e2e.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service in a heap of 512 MB whose one model is served by several vendors. */
final class LoadedService implements AutoCloseable {

  static final String KEY = "sk-lyss-load0123456789load0123456789load0123456";
  static final String MODEL = "load-model";

  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseParallelGC");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServiceProcess process;

  private LoadedService(ServiceProcess process) {
    this.process = process;
  }

  /** Starts one in an empty folder, with a channel to each vendor. */
  static LoadedService start(Path home, Map<String, String> settings, List<PacedVendor> vendors)
      throws IOException {
    var all = new HashMap<>(settings);
    all.put("LYSS_BOOTSTRAP_ADMIN_KEY", KEY);
    var service = new LoadedService(ServiceProcess.start(home, all, JVM));
    for (int i = 0; i < vendors.size(); i++) {
      service.channel("vendor-" + i, vendors.get(i).baseUrl());
    }
    service.await("/v1/models/" + MODEL);
    return service;
  }

  private void channel(String name, URI baseUrl) {
    var provider =
        create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", name)
                .put("vendor", "openai-compatible")
                .put("base_url", baseUrl.toString())
                .put("credential", new JsonObject().put("api_key", "vendor-secret-0123456789")));
    create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", name)
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(new JsonObject().put("name", MODEL))));
  }

  private JsonObject create(String path, JsonObject body) {
    var answer =
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.encode())).build());
    if (answer.statusCode() != 201) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  private void await(String path) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (send(request(path).GET().build()).statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(path + " is not there\n" + process.text());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(process.base() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + KEY)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the port it listens on. */
  int port() {
    return process.base().getPort();
  }

  /** Returns the value of a metric without labels, or the sum over all of its labels. */
  double metric(String name) {
    return send(request("/q/metrics").GET().build())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Returns the processor time it took so far. */
  Duration processorTime() {
    return process.handle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Returns what it has written. */
  String text() {
    return process.text();
  }

  /** Stops it and returns its exit status. */
  int stop() throws IOException {
    return process.stop();
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
