package ai.lyss.adapter.provider.http.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Protocols;
import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.probe.ProbeResult.Failed;
import ai.lyss.domain.probe.ProbeResult.Reached;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpConnectionProbeTest {

  private static final String KEY = "vendor-secret-0123456789";
  private static final String MODELS = "{\"data\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"x\": 1}]}";

  private final Vertx vertx = Vertx.vertx();
  private final StubVendor vendor = StubVendor.start();
  private final HttpConnectionProbe probe =
      new HttpConnectionProbe(vertx, TestEgress.ofThisMachine(), Protocols.all(), System::nanoTime);

  @AfterEach
  void close() {
    vendor.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void asks_a_vendor_for_its_models_with_the_credential() {
    vendor.next(StubAnswer.json(200, MODELS));

    var result = probe.probe(provider("openai", vendor.baseUrl(), Map.of("project", "p")), null);

    assertThat(result)
        .isInstanceOfSatisfying(
            Reached.class, reached -> assertThat(reached.models()).containsExactly("a", "b"));
    var request = vendor.requests().getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/v1/models");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer " + KEY)
        .containsEntry("openai-project", "p");
  }

  @Test
  void speaks_to_each_vendor_in_its_own_way() {
    vendor.always(request -> StubAnswer.json(200, "{\"models\": [{\"name\": \"models/g\"}]}"));
    var root = URI.create("http://127.0.0.1:" + vendor.port());

    probe.probe(provider("azure-openai", root, Map.of("api_version", "2024-10-21")), null);
    probe.probe(provider("azure-openai", root, Map.of()), null);
    probe.probe(provider("azure-openai", root.resolve("/openai/v1"), Map.of()), null);
    probe.probe(provider("anthropic", root, Map.of()), null);
    var gemini = probe.probe(provider("gemini", root, Map.of()), null);
    probe.probe(provider("ollama", root, Map.of()), null);

    assertThat(vendor.requests())
        .extracting("path")
        .containsExactly(
            "/openai/models?api-version=2024-10-21",
            "/openai/v1/models",
            "/openai/v1/models",
            "/v1/models",
            "/v1beta/models",
            "/api/tags");
    assertThat(vendor.requests().get(0).headers()).containsEntry("api-key", KEY);
    assertThat(vendor.requests().get(3).headers())
        .containsEntry("x-api-key", KEY)
        .containsEntry("anthropic-version", "2023-06-01");
    assertThat(vendor.requests().get(4).headers()).containsEntry("x-goog-api-key", KEY);
    assertThat(((Reached) gemini).models()).containsExactly("g");
  }

  @Test
  void finds_azures_resource_whatever_people_copied_along() {
    vendor.always(request -> StubAnswer.json(200, MODELS));
    var root = URI.create("http://127.0.0.1:" + vendor.port());
    for (var path : List.of("/", "/openai", "/openai/", "/openai/v1", "/openai/v1/")) {
      probe.probe(provider("azure-openai", root.resolve(path), Map.of()), null);
      var dated = Map.<String, Object>of("api_version", "2025-04-01-preview");
      probe.probe(provider("azure-openai", root.resolve(path), dated), null);
    }
    assertThat(vendor.requests())
        .extracting("path")
        .containsOnly("/openai/v1/models", "/openai/models?api-version=2025-04-01-preview");
  }

  @Test
  void asks_no_model_where_every_account_has_a_list() {
    vendor.always(request -> StubAnswer.json(404, "{}"));

    var result = probe.probe(provider("gemini", vendor.baseUrl(), Map.of()), new ModelName("g"));

    assertFailed(result, ProbeResult.Type.NOT_FOUND, 404);
    assertThat(vendor.requests()).hasSize(1);
  }

  @Test
  void tells_that_nobody_knows_the_vendor() {
    assertFailed(
        probe.probe(provider("other", vendor.baseUrl(), Map.of()), null),
        ProbeResult.Type.CONNECT_FAILED,
        null);
    assertThat(vendor.requests()).isEmpty();
  }

  @Test
  void asks_for_one_token_where_there_is_no_list_of_models() {
    vendor.next(
        StubAnswer.json(404, "{}"), StubAnswer.json(200, "{\"choices\": [{\"index\": 0}]}"));

    var result = probe.probe(compatible(), new ModelName("local-model"));

    assertThat(result)
        .isInstanceOfSatisfying(Reached.class, reached -> assertThat(reached.models()).isEmpty());
    var request = vendor.requests().get(1);
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.text()).contains("\"model\":\"local-model\"", "\"max_tokens\":1");
  }

  @Test
  void tells_a_missing_list_when_no_model_is_known() {
    vendor.next(StubAnswer.json(404, "{}"));

    assertFailed(probe.probe(compatible(), null), ProbeResult.Type.NOT_FOUND, 404);
    assertThat(vendor.requests()).hasSize(1);
  }

  @Test
  void tells_what_a_vendor_says_and_nothing_secret() {
    var told =
        "{\"error\": {\"message\": \"Wrong key "
            + KEY
            + " at "
            + vendor.baseUrl()
            + ", sk-abcdefgh12345\"}}";
    vendor.next(StubAnswer.json(401, told));

    var result = probe.probe(compatible(), null);

    assertFailed(result, ProbeResult.Type.UNAUTHORIZED, 401);
    assertThat(((Failed) result).message())
        .startsWith("Wrong key *** at ***")
        .doesNotContain(KEY, "127.0.0.1", "sk-abcdefgh12345");
  }

  @Test
  void tells_the_sorts_of_refusals_apart() {
    var types =
        Map.of(
            402, ProbeResult.Type.FUNDING,
            403, ProbeResult.Type.UNAUTHORIZED,
            429, ProbeResult.Type.RATE_LIMITED,
            400, ProbeResult.Type.REFUSED,
            302, ProbeResult.Type.REFUSED,
            500, ProbeResult.Type.VENDOR_ERROR,
            504, ProbeResult.Type.TIMED_OUT);
    types.forEach(
        (status, type) -> {
          vendor.next(StubAnswer.json(status, "no json").header("Location", "/elsewhere"));
          assertFailed(probe.probe(compatible(), null), type, status);
        });
    assertThat(vendor.requests()).as("no redirect is followed").hasSize(types.size());
  }

  @Test
  void tells_an_answer_that_is_none() {
    vendor.next(
        StubAnswer.json(200, "<html>"),
        StubAnswer.json(200, "{\"data\": 1}"),
        StubAnswer.json(200, "x".repeat((2 << 20) + 1)));

    for (int i = 0; i < 2; i++) {
      assertFailed(probe.probe(compatible(), null), ProbeResult.Type.MALFORMED, 200);
    }
    assertFailed(probe.probe(compatible(), null), ProbeResult.Type.MALFORMED, null);
  }

  @Test
  void tells_that_nobody_listens_without_saying_where() throws IOException {
    int port;
    try (var taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    var base = URI.create("http://127.0.0.1:" + port + "/v1");

    var result = probe.probe(provider("openai-compatible", base, Map.of()), null);

    assertFailed(result, ProbeResult.Type.CONNECT_FAILED, null);
    assertThat(((Failed) result).message()).doesNotContain("127.0.0.1", Integer.toString(port));
  }

  @Test
  void tells_a_connection_that_breaks() {
    vendor.next(StubAnswer.none(StubAnswer.End.RST));

    assertFailed(probe.probe(compatible(), null), ProbeResult.Type.CONNECT_FAILED, null);
  }

  @Test
  void tells_that_there_is_no_address() {
    assertFailed(
        probe.probe(provider("openai-compatible", null, Map.of()), null),
        ProbeResult.Type.CONNECT_FAILED,
        null);
  }

  @Test
  void answers_for_the_simulator_without_any_network() {
    assertThat(probe.probe(provider("simulator", null, Map.of()), null))
        .isInstanceOfSatisfying(
            Reached.class, reached -> assertThat(reached.models()).containsExactly("simulator"));
  }

  private static void assertFailed(
      ProbeResult result, ProbeResult.Type type, @Nullable Integer status) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.type()).isEqualTo(type);
              assertThat(failed.status()).isEqualTo(status);
              assertThat(failed.message()).isNotBlank();
            });
  }

  private Provider compatible() {
    return provider("openai-compatible", vendor.baseUrl(), Map.of());
  }

  private static Provider provider(
      String vendor, @Nullable URI baseUrl, Map<String, Object> settings) {
    return new Provider(
        new ProviderId(new UUID(0, 1)),
        new TenantId(new UUID(0, 2)),
        "main",
        new Vendor(vendor),
        baseUrl,
        Credential.apiKey(KEY),
        new Settings(settings),
        true,
        Revision.first(Instant.EPOCH));
  }
}
