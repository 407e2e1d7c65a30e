package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubAnswer.Framing;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moderations, rankings, images, speech and transcriptions through the whole service. */
@Timeout(300)
final class PassThroughIT {

  private static final String SECRET = "vendor-secret-0123456789";
  private static final String RANKING =
      "{ \"results\":[{\"index\":1,\"relevance_score\":1e-7}],"
          + "\"usage\":{\"total_tokens\":21}}";
  private static final byte[] SOUND = {'I', 'D', '3', 0, (byte) 0xff, '\r', '\n'};

  @TempDir static Path temporary;

  private static StubVendor vendor;
  private static StubbedService service;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(PassThroughIT::answer);
    service = StubbedService.start(temporary.resolve("state"), vendor);
  }

  @AfterAll
  static void stop() {
    assertThat(service.process().text()).doesNotContain(SECRET);
    service.close();
    vendor.close();
  }

  private static StubAnswer answer(StubRequest request) {
    return switch (request.path()) {
      case "/v1/moderations" ->
          StubAnswer.json(
              200, "{\"id\":\"modr-1\",\"model\":\"m\",\"results\":[{\"flagged\":true}]}");
      case "/v1/rerank" -> StubAnswer.json(200, RANKING);
      case "/v1/images/generations" ->
          StubbedService.asksForStream(request)
              ? StubAnswer.stream(
                  "event: image_generation.partial_image\ndata: {\"type\":"
                      + "\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\n",
                  "event: image_generation.completed\ndata: {\"type\":"
                      + "\"image_generation.completed\",\"b64_json\":\"AAAA\"}\n\n")
              : StubAnswer.json(
                  200,
                  "{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}],\"usage\":{\"input_tokens\":3,"
                      + "\"output_tokens\":272,\"total_tokens\":275}}");
      case "/v1/audio/speech" -> sound();
      case "/v1/audio/transcriptions" -> transcript(request.text());
      default -> StubbedService.answer(request);
    };
  }

  private static StubAnswer sound() {
    var head = StubAnswer.stream().header("content-type", "audio/mpeg");
    return head.header("x-vendor-host", "internal").piece(SOUND).piece(SOUND);
  }

  private static StubAnswer transcript(String form) {
    if (!form.contains("name=\"file\"; filename=\"")) {
      return StubAnswer.json(400, "{\"error\":{\"message\":\"no file\"}}");
    }
    if (form.contains("name=\"stream\"")) {
      return StubAnswer.stream(
          "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Bon\"}\n\n",
          "data: {\"type\":\"transcript.text.delta\",\"delta\":\"jour\"}\n\n",
          "data: {\"type\":\"transcript.text.done\",\"text\":\"Bonjour\"}\n\n");
    }
    return form.contains("name=\"response_format\"")
        ? StubAnswer.stream("Bonjour").header("content-type", "text/plain; charset=utf-8")
        : StubAnswer.json(
            200, "{\"text\":\"Bonjour\",\"usage\":{\"type\":\"duration\",\"seconds\":2}}");
  }

  private static HttpResponse<String> post(String path, String body, String requestId) {
    return service.post(path, body.getBytes(UTF_8), "x-request-id", requestId);
  }

  private static String code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("error").getString("code");
  }

  /** Makes a provider and a channel with one model and waits until the model is served. */
  private static void serve(String name, StubVendor by, JsonObject model) {
    var provider =
        service.create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", name)
                .put("vendor", "openai-compatible")
                .put("base_url", by.baseUrl().toString())
                .put("credential", new JsonObject().put("api_key", SECRET)));
    service.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", name)
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(model)));
    service.await(() -> service.get("/v1/models/" + model.getString("name")).statusCode() == 200);
  }

  private static List<LedgerRow> rows(String prefix, int count) {
    service.await(() -> LedgerRow.of(service, prefix).size() == count);
    return LedgerRow.of(service, prefix);
  }

  @Test
  void javascript_client_does_all_of_it() throws IOException, InterruptedException {
    var node =
        new ProcessBuilder("node", "passing.mjs", service.baseUrl(), StubbedService.KEY)
            .directory(Path.of("src/test/node").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(printed).isZero();
    assertThat(new JsonObject(printed))
        .isEqualTo(
            new JsonObject()
                .put("flagged", true)
                .put("image", "AAAA")
                .put("imageUsage", 275)
                .put(
                    "imageEvents",
                    new JsonArray()
                        .add("image_generation.partial_image")
                        .add("image_generation.completed"))
                .put("speechType", "audio/mpeg")
                .put("speech", "494433 00ff0d0a494433 00ff0d0a".replace(" ", ""))
                .put("transcript", "Bonjour")
                .put("bare", "Bonjour")
                .put("spoken", "Bonjour")
                .put(
                    "unknownModel",
                    new JsonObject().put("status", 404).put("code", "model_not_found"))
                .put(
                    "notOffered",
                    new JsonObject().put("status", 400).put("code", "unsupported_endpoint")));
  }

  @Test
  void a_ranking_goes_there_and_back_byte_for_byte_and_is_in_the_ledger() {
    serve(
        "ranking",
        vendor,
        new JsonObject().put("name", "public/ranker").put("upstream", "bge-reranker"));
    var body =
        "{ \"query\":\"\\u00e9 é\",\"documents\" : [\"a\",{\"text\":\"b\"}],\"x\":1e400,"
            + "\"model\": \"public/ranker\" }";
    var answer = post("/api/v1/rerank", body, "ranked-1");
    var request = vendor.requests().getLast();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(RANKING);
    assertThat(answer.headers().map())
        .containsEntry("x-request-id", List.of("ranked-1"))
        .containsEntry("x-lyss-channel", List.of("ranking"))
        .containsEntry("x-lyss-attempts", List.of("1"));
    assertThat(request.text()).isEqualTo(body.replace("public/ranker", "bge-reranker"));
    assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
    var row = rows("ranked-1", 1).getFirst();
    assertThat(row.status()).isEqualTo("answered");
    assertThat(row.input()).isEqualTo(21);
    assertThat(row.output()).isNull();
  }

  @Test
  void what_no_vendor_counted_is_no_zero_in_the_ledger() {
    var body = "{\"model\":\"stub-model\",\"input\":\"Hello\"}";
    assertThat(post("/v1/moderations", body, "judged-1").statusCode()).isEqualTo(200);
    var row = rows("judged-1", 1).getFirst();
    assertThat(row.status()).isEqualTo("answered");
    assertThat(row.input()).isNull();
    assertThat(row.output()).isNull();
  }

  @Test
  void another_channel_speaks_when_one_fails() {
    try (var failing =
        StubVendor.start().always(any -> StubAnswer.json(500, "{\"error\":\"" + SECRET + "\"}"))) {
      serve("speaking", vendor, new JsonObject().put("name", "voice"));
      serve("failing", failing, new JsonObject().put("name", "voice"));
      var body = "{\"model\":\"voice\",\"input\":\"Hello\",\"voice\":\"alloy\"}";
      service.await(
          () -> {
            var answer = post("/v1/audio/speech", body, "spoken");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("audio/mpeg");
            assertThat(answer.headers().firstValue("x-lyss-channel")).contains("speaking");
            assertThat(answer.headers().map()).doesNotContainKey("x-vendor-host");
            return !failing.requests().isEmpty();
          });
    }
  }

  @Test
  void speech_that_breaks_off_never_ends_well() {
    vendor.next(
        StubAnswer.stream()
            .header("content-type", "audio/mpeg")
            .framing(Framing.LENGTH)
            .piece(SOUND)
            .missing(100)
            .end(End.FIN));
    var body = "{\"model\":\"stub-model\",\"input\":\"Hello\",\"voice\":\"alloy\"}";
    assertThatThrownBy(() -> post("/v1/audio/speech", body, "broken-1"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(rows("broken-1", 1).getFirst().status()).isEqualTo("interrupted");
  }

  @Test
  void a_caller_that_hangs_up_ends_the_vendors_speech() throws Exception {
    vendor.next(
        StubAnswer.stream().header("content-type", "audio/mpeg").piece("ID3").end(End.HANG));
    var body = "{\"model\":\"stub-model\",\"input\":\"Hello\"}";
    try (var caller = RawCaller.ask(service, "/v1/audio/speech", "gone-1", body)) {
      caller.readUntil("ID3");
      caller.hangUp();
      vendor.awaitHangUp();
    }
    assertThat(rows("gone-1", 1).getFirst().status()).isEqualTo("cancelled");
  }

  @Test
  void a_stream_of_images_that_breaks_off_ends_in_an_error_event() {
    vendor.next(
        StubAnswer.stream("data: {\"type\":\"image_generation.partial_image\"}\n\n").end(End.RST));
    var body = "{\"model\":\"stub-model\",\"prompt\":\"A sea\",\"stream\":true}";
    var answer = post("/v1/images/generations", body, "torn-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(answer.body())
        .startsWith("data: {\"type\":\"image_generation.partial_image\"}\n\n")
        .contains("\"code\":\"upstream_error\"");
    assertThat(rows("torn-1", 1).getFirst().status()).isEqualTo("interrupted");
  }

  @Test
  void a_vendor_without_the_operation_keeps_its_models_and_its_key() {
    try (var chats =
        StubVendor.start()
            .always(
                request ->
                    request.path().endsWith("/chat/completions")
                        ? StubbedService.answer(request)
                        : StubAnswer.json(
                            request.path().endsWith("/rerank") ? 404 : 403,
                            "{\"detail\":\"Not Found\"}"))) {
      serve("chatting", chats, new JsonObject().put("name", "chatter"));
      for (int i = 0; i < 8; i++) {
        var path = i % 2 == 0 ? "/v1/rerank" : "/v1/audio/speech";
        var answer = post(path, "{\"model\":\"chatter\",\"query\":\"a\"}", "lacking-" + i);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("unsupported_endpoint");
      }
      var chat = "{\"model\":\"chatter\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
      assertThat(post("/v1/chat/completions", chat, "lacking-chat").statusCode()).isEqualTo(200);
      assertThat(rows("lacking-0", 1).getFirst().provenance()).as("nothing charged").isNull();
    }
  }

  @Test
  void a_model_is_asked_for_what_it_is_said_to_do() {
    serve(
        "talking",
        vendor,
        new JsonObject()
            .put("name", "talker")
            .put("capabilities", new JsonArray().add("speech").add("transcription")));
    var body = "{\"model\":\"talker\",\"input\":\"Hello\",\"prompt\":\"a\"}";
    assertThat(post("/v1/audio/speech", body, "able-1").statusCode()).isEqualTo(200);
    var answer = post("/v1/images/generations", body, "able-2");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(code(answer)).isEqualTo("no_channel_available");
  }

  @Test
  void a_form_that_is_none_is_refused_before_any_vendor_sees_it() {
    int before = vendor.requests().size();
    var answer = post("/v1/audio/transcriptions", "{\"model\":\"stub-model\"}", "formless-1");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("multipart/form-data");
    assertThat(vendor.requests()).hasSize(before);
  }
}
