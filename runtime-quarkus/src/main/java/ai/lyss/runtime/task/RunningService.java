package ai.lyss.runtime.task;

import ai.lyss.domain.access.Secret;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.start.AdminKeyFile;
import ai.lyss.runtime.start.EarlyConfig;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service that runs, called with the first key of the installation. */
final class RunningService {

  /** The option that says where it is. */
  static final String URL = "url";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final URI base;
  private final Secret key;

  private RunningService(URI base, Secret key) {
    this.base = base;
    this.key = key;
  }

  /** Finds out where it is and by which key it is called. */
  static RunningService of(EarlyConfig config, Arguments arguments)
      throws TaskRefused, StartRefused {
    var key = AdminKeyFile.read(config.gateway());
    if (key.isEmpty()) {
      throw TaskRefused.failed(
          "no key to call the service with (expected: LYSS_BOOTSTRAP_ADMIN_KEY, or the state folder"
              + " of the service in LYSS_HOME)");
    }
    var local = "http://localhost:" + config.text("quarkus.http.port").orElse("8080");
    var text = arguments.option(URL).orElse(local).replaceFirst("/+$", "");
    try {
      var base = URI.create(text);
      if (base.getHost() != null && String.valueOf(base.getScheme()).matches("https?")) {
        return new RunningService(base, key.get());
      }
    } catch (IllegalArgumentException _) {
      // Told below, like an address of another kind.
    }
    throw TaskRefused.usage("--url " + text + " (expected: such as http://localhost:8080)");
  }

  /** Returns the id of the tenant of an id or a name. */
  String tenant(String idOrName) throws TaskRefused {
    if (ID.matcher(idOrName).matches()) {
      return idOrName;
    }
    var name = URLEncoder.encode(idOrName, StandardCharsets.UTF_8);
    var found = call("GET", "/api/v1/tenants?name=" + name, null, null).getJsonArray("items");
    if (found == null) {
      throw foreign();
    }
    if (found.isEmpty()) {
      throw TaskRefused.failed("--tenant " + idOrName + ": no such tenant");
    }
    return found.getJsonObject(0).getString("id");
  }

  /**
   * Calls it and returns its answer.
   *
   * @param tenant the id of the tenant to act on; null for that of the key
   * @param body what is sent; null for nothing
   */
  JsonObject call(String method, String path, @Nullable String tenant, @Nullable JsonObject body)
      throws TaskRefused {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key.reveal())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    Optional.ofNullable(tenant).ifPresent(id -> request.header("x-lyss-tenant", id));
    var answer = send(request.build());
    var read = read(answer);
    if (answer.statusCode() / 100 != 2) {
      throw TaskRefused.failed(base + " answered " + answer.statusCode() + problem(read));
    }
    return read;
  }

  /** Makes the refusal of an answer that the service does not give. */
  TaskRefused foreign() {
    return TaskRefused.failed(base + " answers as no such service does (expected: another --url)");
  }

  private HttpResponse<String> send(HttpRequest request) throws TaskRefused {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw TaskRefused.failed(
          base
              + " did not answer in time (expected: see whether it was done, before trying again)");
    } catch (IOException e) {
      throw TaskRefused.failed(
          "no service answers at " + base + " (expected: one that runs, or another --url)");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw TaskRefused.failed("interrupted");
    }
  }

  private static JsonObject read(HttpResponse<String> answer) {
    try {
      return new JsonObject(answer.body());
    } catch (DecodeException _) {
      return new JsonObject();
    }
  }

  private static String problem(JsonObject answer) {
    var said = answer.getString("detail", answer.getString("title"));
    var errors = answer.getJsonArray("errors");
    return (said == null ? "" : ": " + said) + (errors == null ? "" : " " + errors.encode());
  }
}
