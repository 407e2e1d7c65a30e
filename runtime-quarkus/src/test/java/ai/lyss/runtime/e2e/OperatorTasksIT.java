package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.e2e.CommandLine.Ended;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators do from the command line, on the embedded store of a service that runs. */
@Timeout(300)
final class OperatorTasksIT {

  private static final String OLD = "old:" + key(1);
  private static final String NEW = "new:" + key(2);
  private static final String SECRET = "a secret of tokens that has more than 32 bytes";

  @TempDir static Path temporary;

  private static ServiceProcess service;
  private static CommandLine command;

  private static String key(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Map<String, String> settings(String masters) {
    return Map.of("LYSS_MASTER_KEY", masters, "LYSS_JWT_HS256_SECRET", SECRET);
  }

  @BeforeAll
  static void start_with_a_new_master_key_before_the_old_one() throws IOException {
    var home = temporary.resolve("state");
    try (var first = ServiceProcess.ready(home, settings(OLD))) {
      assertThat(first.stop()).isZero();
    }
    service = ServiceProcess.ready(home, settings(NEW + "," + OLD));
    command = new CommandLine(temporary.resolve("with space"), home);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Ended lyss(String... words) throws IOException {
    return lyss(settings(NEW + "," + OLD), words);
  }

  private static Ended lyss(Map<String, String> settings, String... words) throws IOException {
    var all = new HashMap<>(settings);
    all.put("QUARKUS_HTTP_PORT", String.valueOf(service.base().getPort()));
    return command.run(all, words);
  }

  private static int call(String token, String method, String path, String body)
      throws IOException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(service.base() + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int chat(String token, String model) throws IOException {
    var message = new JsonObject().put("role", "user").put("content", "Hello");
    var body = new JsonObject().put("model", model).put("messages", new JsonArray().add(message));
    return call(token, "POST", "/v1/chat/completions", body.encode());
  }

  @Test
  void a_key_is_created_with_what_was_asked_and_printed_alone() throws IOException {
    var made = lyss("key", "ci", "--model", "simulator", "--expires-at", "2099-01-01T00:00:00Z");

    assertThat(made.exit()).as(made.told()).isZero();
    assertThat(made.out()).matches("sk-lyss-[A-Za-z0-9_-]{32,}");
    assertThat(made.told()).contains("key ci").doesNotContain(made.out());
    assertThat(chat(made.out(), "simulator")).isEqualTo(200);
    assertThat(chat(made.out(), "another")).isEqualTo(404);
    assertThat(call(made.out(), "GET", "/api/v1/keys", "")).isEqualTo(403);
  }

  @Test
  void a_key_that_the_service_refuses_is_told_with_its_reason() throws IOException {
    var refused = lyss("key", "ci", "--role", "emperor");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.told()).contains("answered 400").contains("emperor");
  }

  @Test
  void a_token_opens_what_its_roles_may() throws IOException {
    var member = lyss("token", "--user", "ada");
    var viewer = lyss("token", "--role", "viewer", "--tenant", "default", "--valid-for", "10m");

    assertThat(member.exit()).as(member.told()).isZero();
    assertThat(chat(member.out(), "simulator")).isEqualTo(200);
    assertThat(call(member.out(), "GET", "/api/v1/keys", "")).isEqualTo(403);
    assertThat(call(viewer.out(), "GET", "/api/v1/channels", "")).isEqualTo(200);
    var claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(viewer.out().split("\\.")[1])));
    assertThat(claims.getInteger("exp") - claims.getInteger("iat")).isEqualTo(600);
  }

  @Test
  void a_token_needs_the_secret_of_the_service() throws IOException {
    var refused = lyss(Map.of("LYSS_MASTER_KEY", OLD), "token");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.told()).contains("lyss.jwt.hs256-secret: not set");
  }

  @Test
  void a_service_that_is_not_there_is_told() throws IOException {
    var refused = lyss("key", "ci", "--url", "http://localhost:1");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.told()).contains("no service answers at http://localhost:1");
    assertThat(lyss("key").exit()).isEqualTo(2);
  }

  @Test
  void a_folder_without_a_store_is_left_as_it_is() throws IOException {
    var empty = temporary.resolve("elsewhere");
    var settings = new HashMap<>(settings(NEW));
    settings.put("LYSS_HOME", empty.toString());
    var refused = lyss(settings, "rotate-keys");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.told()).contains("no embedded store in " + empty);
    assertThat(empty).doesNotExist();
  }

  @Test
  void keys_are_rotated_under_a_running_service_and_the_old_one_is_needed_no_longer()
      throws IOException {
    var lost = lyss(settings(NEW), "rotate-keys");
    var done = lyss("rotate-keys");
    var again = lyss(settings(NEW), "rotate-keys");

    assertThat(lost.exit()).isEqualTo(1);
    assertThat(lost.told()).contains("master key old").contains("nothing was changed");
    assertThat(done.exit()).as(done.told()).isZero();
    assertThat(done.out())
        .matches("master key new protects ([1-9]) data keys, \\1 of them since now");
    assertThat(again.out()).matches("master key new protects [1-9] data keys, 0 of them since now");
    assertThat(chat(lyss("key", "after").out(), "simulator")).isEqualTo(200);
  }
}
