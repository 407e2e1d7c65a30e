package ai.lyss.runtime.e2e;

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

/** Calls administration as somebody who has a key, or none. */
final class AdminClient implements AutoCloseable {

  /** The first key of services that are started for these tests. */
  static final String FIRST_KEY = "sk-lyss-admin0123456789admin0123456789admin012";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  AdminClient(URI base) {
    this.base = base.toString();
  }

  /** Sends a request with a key, or without; headers are names and values in turn. */
  HttpResponse<String> sendAs(
      @Nullable String key, String verb, String path, @Nullable String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .method(
                verb,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
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
  HttpResponse<String> send(String verb, String path, @Nullable String body, String... headers) {
    return sendAs(FIRST_KEY, verb, path, body, headers);
  }

  /** Makes a thing and returns it. */
  JsonObject create(String path, JsonObject body, String... headers) {
    return json(send("POST", path, body.encode(), headers), 201);
  }

  /** Reads something and returns it. */
  JsonObject read(String path, String... headers) {
    return json(send("GET", path, null, headers), 200);
  }

  /** Makes a key of a tenant with these roles and returns it. */
  String keyOf(String tenant, String name, String... roles) {
    var body = new JsonObject().put("name", name).put("roles", new JsonArray());
    for (var role : roles) {
      body.getJsonArray("roles").add(role);
    }
    return create("/api/v1/keys", body, "x-lyss-tenant", tenant).getString("key");
  }

  /** Returns the body of an answer that has this status. */
  static JsonObject json(HttpResponse<String> answer, int status) {
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
  static void await(Duration most, BooleanSupplier so) {
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
