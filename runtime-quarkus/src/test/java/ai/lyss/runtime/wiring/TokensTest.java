package ai.lyss.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.http.content.GuardedFetch;
import ai.lyss.adapter.provider.http.egress.Lookups;
import ai.lyss.adapter.provider.http.egress.TwoServers;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.domain.egress.Spellings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Published keys are fetched where connections are allowed, and nowhere else. */
@Timeout(60)
final class TokensTest {

  private static final String KEYS = "{\"keys\":[]}";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private GuardedFetch documents(Lookups lookups) {
    return new GuardedFetch(vertx, TestEgress.allowing(lookups, TwoServers.GOOD), null, "test");
  }

  private static boolean fetches(String place, GuardedFetch documents) {
    return Tokens.place(place, documents)
        .get()
        .handle((text, failed) -> failed == null && text.equals(KEYS))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void fetches_keys_of_a_name_that_changes_its_mind_where_it_may_only() throws Exception {
    var documents = documents(Lookups.of(TwoServers.GOOD, TwoServers.BAD));
    try (var servers = TwoServers.answering(StubAnswer.json(200, KEYS))) {
      var place = "http://keys.example:" + servers.port() + "/jwks.json";

      for (int i = 0; i < 5; i++) {
        assertThat(fetches(place, documents)).isTrue();
        assertThat(fetches(place, documents)).isFalse();
      }
      assertThat(servers.good().requests()).hasSize(5);
      assertThat(servers.bad().connections()).isZero();
    }
  }

  @Test
  void fetches_keys_by_no_spelling_of_a_forbidden_host_and_follows_no_redirect() throws Exception {
    var documents = documents(Lookups.of(TwoServers.BAD));
    try (var servers = TwoServers.answering(StubAnswer.json(200, KEYS))) {
      for (var host : Spellings.FORBIDDEN) {
        var place = "http://" + host + ":" + servers.port() + "/jwks.json";
        if (isUrl(place) && !host.equals(TwoServers.GOOD)) {
          assertThat(fetches(place, documents)).as(host).isFalse();
        }
      }
      servers
          .good()
          .next(
              StubAnswer.json(302, KEYS)
                  .header("location", "http://127.0.0.1:" + servers.port() + "/jwks.json"));

      assertThat(fetches("http://127.0.0.2:" + servers.port() + "/", documents)).isFalse();
      assertThat(fetches("http://127.0.0.2:" + servers.port() + "/", documents)).isTrue();
      assertThat(servers.bad().connections()).isZero();
    }
  }

  /** What has no host is no place at all, and refused at start. */
  private static boolean isUrl(String place) {
    try {
      return new URI(place).getHost() != null;
    } catch (URISyntaxException none) {
      return false;
    }
  }

  @Test
  void reads_keys_from_a_file_without_any_connection() throws Exception {
    var file = Files.writeString(folder.resolve("keys.json"), KEYS);

    assertThat(fetches(file.toString(), documents(Lookups.of("")))).isTrue();
  }
}
