package ai.lyss.runtime.e2e;

import ai.lyss.runtime.e2e.openapi.AnswerCheck;
import ai.lyss.runtime.e2e.openapi.ApiDescription;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls administration as somebody who has a key, or none. Every answer is held against the OpenAPI
 * document of the service that gave it. Thread-safe.
 */
public final class AdminClient implements AutoCloseable {

  /** The first key of services that are started for these tests. */
  public static final String FIRST_KEY = "sk-lyss-admin0123456789admin0123456789admin012";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final ApiDescription api;
  private final AnswerCheck check;

  /** Calls the service there, and reads its description now. */
  public AdminClient(URI base) {
    this.base = base.toString();
    this.api =
        ApiDescription.of(
            exchange("GET", ApiDescription.PATH, request(ApiDescription.PATH)).body());
    this.check = new AnswerCheck(api);
  }

  /** Returns what the service says of itself. */
  public ApiDescription api() {
    return api;
  }

  /** Sends a request with a key, or without; headers are names and values in turn. */
  public HttpResponse<String> sendAs(
      @Nullable String key, String verb, String path, @Nullable String body, String... headers) {
    var request = request(path);
    if (body == null) {
      request.method(verb, BodyPublishers.noBody());
    } else {
      request
          .method(verb, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
          .header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    var answer = exchange(verb, path, request);
    check.check(verb, path.split("\\?", -1)[0], answer);
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> exchange(String verb, String path, HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(verb + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends a request with the first key. */
  public HttpResponse<String> send(
      String verb, String path, @Nullable String body, String... headers) {
    return sendAs(FIRST_KEY, verb, path, body, headers);
  }

  /** Makes a thing and returns it. */
  public JsonObject create(String path, JsonObject body, String... headers) {
    return json(send("POST", path, body.encode(), headers), 201);
  }

  /** Reads something and returns it. */
  public JsonObject read(String path, String... headers) {
    return json(send("GET", path, null, headers), 200);
  }

  /** Makes a key of a tenant with these roles and returns it. */
  public String keyOf(String tenant, String name, String... roles) {
    var body = new JsonObject().put("name", name).put("roles", new JsonArray());
    for (var role : roles) {
      body.getJsonArray("roles").add(role);
    }
    return create("/api/v1/keys", body, "x-lyss-tenant", tenant).getString("key");
  }

  /** Returns the body of an answer that has this status. */
  public static JsonObject json(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          answer.request().method()
              + " "
              + answer.uri()
              + ": "
              + answer.statusCode()
              + " (expected: "
              + status
              + ") "
              + answer.body());
    }
    return new JsonObject(answer.body());
  }

  /** Asks again and again until it is so, for at most a while. */
  public static void await(Duration most, BooleanSupplier so) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so after " + most);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
