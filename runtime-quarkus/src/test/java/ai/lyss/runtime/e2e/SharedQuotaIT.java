package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL and one Redis. */
@Timeout(600)
final class SharedQuotaIT {

  private static final String PASSWORD = "secret0of0the0store";
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String KEY = "sk-lyss-test0123456789test0123456789test0123456";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ADMITTED = 137;
  private static final int EACH = 150;

  @TempDir Path temporary;
  private final HttpClient http = HttpClient.newHttpClient();
  private StateFolder folder;
  private EmbeddedStore postgres;
  private RedisServer redis;

  @BeforeEach
  void start_what_they_share() throws StartRefused {
    folder = StateFolder.open(temporary.resolve("elsewhere"));
    postgres = EmbeddedStore.start(folder, () -> PASSWORD);
    redis = RedisServer.start();
  }

  @AfterEach
  void stop_it() throws IOException {
    redis.thaw();
    redis.close();
    postgres.close();
    folder.close();
    http.close();
  }

  private ServiceProcess replica(String name) throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.login().jdbcUrl());
    settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.login().user());
    settings.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
    settings.put("QUARKUS_REDIS_HOSTS", redis.url());
    settings.put("LYSS_MASTER_KEY", MASTER_KEY);
    settings.put("LYSS_BOOTSTRAP_ADMIN_KEY", KEY);
    settings.put("LYSS_BOOTSTRAP_PROVIDERS", "true");
    return ServiceProcess.ready(temporary.resolve(name), settings);
  }

  private void limit() throws IOException, SQLException {
    replica("one").close();
    try (var connection =
            DriverManager.getConnection(postgres.login().jdbcUrl(), "postgres", PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into quotas (tenant_id, id, scope, metric, time_window, amount, created_at,"
              + " updated_at) select id, gen_random_uuid(), 'tenant', 'requests', 'total', "
              + ADMITTED
              + ", now(), now() from tenants");
    }
  }

  private CompletableFuture<Integer> ask(ServiceProcess replica) {
    var request =
        HttpRequest.newBuilder(URI.create(replica.base() + "/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"simulator\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::statusCode);
  }

  @Test
  void admit_together_exactly_what_a_quota_allows() throws IOException, SQLException {
    limit();
    try (var one = replica("one");
        var other = replica("other")) {
      var answers = new ArrayList<CompletableFuture<Integer>>();
      for (int i = 0; i < EACH; i++) {
        answers.add(ask(one));
        answers.add(ask(other));
      }
      var statuses = answers.stream().map(CompletableFuture::join).toList();
      assertThat(statuses).isSubsetOf(200, 429, 503);
      long admitted = statuses.stream().filter(status -> status == 200).count();
      assertThat(admitted).isBetween(1L, (long) ADMITTED);
      // On a busy machine a reservation may miss its deadline; it is given back, and asked again.
      admitted += askUntilExhausted(List.of(one, other));
      assertThat(admitted).isEqualTo(ADMITTED);
    }
  }

  private long askUntilExhausted(List<ServiceProcess> replicas) {
    long admitted = 0;
    int refusedInARow = 0;
    for (int i = 0; refusedInARow < 12; i++) {
      int status = ask(replicas.get(i % 2)).join();
      admitted += status == 200 ? 1 : 0;
      refusedInARow = status == 429 ? refusedInARow + 1 : 0;
      if (status != 200) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
      }
    }
    return admitted;
  }

  @Test
  void refuse_while_redis_is_frozen_and_serve_again_after() throws IOException, SQLException {
    limit();
    try (var one = replica("one")) {
      until("it serves", () -> ask(one).join() == 200);
      assertThat(one.get("/q/health/ready").statusCode()).isEqualTo(200);
      redis.freeze();
      for (int i = 0; i < 10; i++) {
        long begun = System.nanoTime();
        assertThat(ask(one).join()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      }
      assertThat(one.get("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(one.get("/q/health/live").statusCode()).isEqualTo(200);
      redis.thaw();
      until("it serves again", () -> ask(one).join() == 200);
      until("it is ready again", () -> ready(one));
    }
  }

  private static boolean ready(ServiceProcess replica) {
    try {
      return replica.get("/q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void start_only_once_redis_is_there() throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_REDIS_HOSTS", redis.url());
    settings.put("LYSS_STORE_WAIT", "1s");
    redis.close();
    try (var service = ServiceProcess.start(temporary.resolve("late"), settings)) {
      assertThat(service.exit()).isEqualTo(1);
      assertThat(service.text())
          .contains("quarkus.redis.hosts: Redis at 127.0.0.1:", "lyss.store.wait=1s");
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
