package ai.lyss.runtime.e2e;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A running service with one channel that leads to a stub vendor on loopback. */
final class StubbedService implements AutoCloseable {

  static final String KEY = "sk-lyss-test0123456789test0123456789test0123456";
  static final String MODEL = "stub-model";

  private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final StubVendor vendor;
  private final ServiceProcess process;

  private StubbedService(StubVendor vendor, ServiceProcess process) {
    this.vendor = vendor;
    this.process = process;
  }

  /** Starts a service in an empty folder and makes its provider and channel through REST. */
  static StubbedService start(Path home, StubVendor vendor) throws IOException {
    return start(home, vendor, Map.of());
  }

  /** Does the same with further settings, given as environment variables. */
  static StubbedService start(Path home, StubVendor vendor, Map<String, String> settings)
      throws IOException {
    var all = new HashMap<>(settings);
    all.put("LYSS_BOOTSTRAP_ADMIN_KEY", KEY);
    return equip(new StubbedService(vendor, ServiceProcess.ready(home, all)));
  }

  /** Starts a service by {@code ./lyss run} in a folder made for it. */
  static StubbedService run(Path folder, StubVendor vendor) throws IOException {
    var process =
        ServiceProcess.run(
            folder, folder.resolve("state"), Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", KEY));
    return equip(new StubbedService(vendor, process));
  }

  private static StubbedService equip(StubbedService service) {
    var provider =
        service.create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", "stub")
                .put("vendor", "openai-compatible")
                .put("base_url", service.vendor.baseUrl().toString())
                .put("credential", new JsonObject().put("api_key", "vendor-secret-0123456789")));
    service.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", "stub-channel")
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(new JsonObject().put("name", MODEL))));
    service.await(() -> service.get("/v1/models/" + MODEL).statusCode() == 200);
    return service;
  }

  /** Starts a service on what an earlier one left in the folder. */
  static StubbedService resume(Path home, StubVendor vendor) throws IOException {
    var process = ServiceProcess.ready(home, Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", KEY));
    return new StubbedService(vendor, process);
  }

  private static final List<String> EVENTS =
      List.of(
          chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
          chunk("{\"content\":\"Bon\"}", "null"),
          chunk("{\"content\":\"jour\"}", "null"),
          chunk("{}", "\"stop\""),
          "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
              + "\"total_tokens\":5}}\n\n",
          "data: [DONE]\n\n");

  /** Answers chats whole or as a stream, as they ask. */
  static StubAnswer answer(StubRequest request) {
    return asksForStream(request)
        ? streamed()
        : StubAnswer.json(200, whole("{\"role\":\"assistant\",\"content\":\"Bonjour\"}", "stop"));
  }

  /** Tells whether a body asks for a stream, with or without white space. */
  static boolean asksForStream(StubRequest request) {
    return STREAM.matcher(request.text()).find();
  }

  /** A whole stream. */
  static StubAnswer streamed() {
    return streamed(EVENTS.size());
  }

  /** The first events of a stream. */
  static StubAnswer streamed(int events) {
    return StubAnswer.stream(EVENTS.subList(0, events).toArray(String[]::new));
  }

  static String whole(String message, String finish) {
    return "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
        + "[{\"index\":0,\"message\":"
        + message
        + ",\"finish_reason\":\""
        + finish
        + "\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  StubVendor vendor() {
    return vendor;
  }

  ServiceProcess process() {
    return process;
  }

  /** Returns the base URL for OpenAI's libraries. */
  String baseUrl() {
    return process.base() + "/v1";
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    var request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
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
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonObject create(String path, JsonObject body) {
    var answer = post(path, body.toBuffer().getBytes());
    if (answer.statusCode() != 201) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
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
  void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so after " + PATIENCE + "\n" + process.text());
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
