package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gemini as a vendor and as a dialect, and Google's clients, through the whole service. */
@Timeout(300)
final class GeminiIT {

  private static final String MODEL = "gemini-3-flash";
  private static final String EMBEDDING = "gemini-embedding-001";
  private static final String VENDOR_KEY = "AIzaVendorSecret0123456789";
  private static final String SIGNATURE = "c2lnbmF0dXJl";
  private static final String USAGE =
      "\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2,"
          + "\"totalTokenCount\":5},\"modelVersion\":\"g\",\"responseId\":\"r\"";
  private static final String HELLO =
      "{\"contents\" : [{\"role\":\"user\",\"parts\":[{\"text\":\"H\\u00e9\"}]}],\"newField\":1.0}";

  @TempDir static Path temporary;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static StubVendor openAi;
  private static StubVendor gemini;
  private static StubbedService service;

  @BeforeAll
  static void start() throws IOException {
    openAi = StubVendor.start().always(GeminiIT::ofOpenAi);
    gemini = StubVendor.start().always(GeminiIT::ofGemini);
    service = StubbedService.start(temporary.resolve("state"), openAi);
    var provider =
        service.create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", "gemini")
                .put("vendor", "gemini")
                .put("base_url", "http://127.0.0.1:" + gemini.port())
                .put("credential", new JsonObject().put("api_key", VENDOR_KEY)));
    service.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", "gemini")
            .put("provider_id", provider.getString("id"))
            .put(
                "models",
                new JsonArray()
                    .add(new JsonObject().put("name", MODEL))
                    .add(new JsonObject().put("name", EMBEDDING).put("upstream", "vendors-name"))));
    service.await(() -> service.get("/v1/models/" + MODEL).statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    service.close();
    gemini.close();
    openAi.close();
  }

  private static StubAnswer ofOpenAi(StubRequest request) {
    if (request.path().endsWith("/embeddings")) {
      return StubAnswer.json(
          200,
          "{\"data\":[{\"index\":1,\"embedding\":[2.50]},{\"index\":0,\"embedding\":[1.50]}],"
              + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}");
    }
    if (request.text().contains("\"role\":\"tool\"")) {
      var merci = "{\"role\":\"assistant\",\"content\":\"Merci\"}";
      return StubAnswer.json(200, StubbedService.whole(merci, "stop"));
    }
    if (request.text().contains("\"tools\"")) {
      var call =
          "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":"
              + "\"function\",\"function\":{\"name\":\"tide\",\"arguments\":\"{\\\"port\\\":1}\"}}]}";
      return StubAnswer.json(200, StubbedService.whole(call, "tool_calls"));
    }
    return StubbedService.answer(request);
  }

  private static StubAnswer ofGemini(StubRequest request) {
    if (request.path().endsWith(":embedContent")) {
      return StubAnswer.json(200, "{\"embedding\": {\"values\":[1.50]}}\n");
    }
    if (request.path().endsWith(":batchEmbedContents")) {
      return StubAnswer.json(200, "{\"embeddings\":[{\"values\":[1.50]},{\"values\":[2.50]}]}");
    }
    if (request.text().contains("\"temperature\":99")) {
      return StubAnswer.json(
          400,
          "{\"error\":{\"code\":400,\"message\":\"too hot\",\"status\":\"INVALID_ARGUMENT\"}}");
    }
    if (request.text().contains("functionResponse")) {
      return StubAnswer.json(200, response("{\"text\":\"Merci\"}", "STOP"));
    }
    if (request.text().contains("\"tools\"")) {
      return StubAnswer.json(
          200,
          response(
              "{\"functionCall\":{\"id\":\"f1\",\"name\":\"tide\",\"args\":{\"port\":1}},"
                  + "\"thoughtSignature\":\""
                  + SIGNATURE
                  + "\"}",
              "STOP"));
    }
    return request.path().contains(":streamGenerateContent")
        ? StubAnswer.stream(
            "data: " + piece("Bon", "") + "\r\n\r\n",
            "data: " + piece("jour", "") + "\r\n\r\n",
            "data: " + piece("", ",\"finishReason\":\"STOP\"") + "\r\n\r\n")
        : StubAnswer.json(200, response("{\"text\":\"Bonjour\"}", "STOP"));
  }

  private static String response(String part, String finish) {
    return "{\"candidates\": [{\"content\":{\"role\":\"model\",\"parts\":["
        + part
        + "]},\"finishReason\":\""
        + finish
        + "\",\"index\":0}],"
        + USAGE
        + "}";
  }

  private static String piece(String text, String finish) {
    return "{\"candidates\": [{\"content\":{\"parts\":[{\"text\":\""
        + text
        + "\"}],\"role\":\"model\"}"
        + finish
        + ",\"index\":0}],"
        + USAGE
        + "}";
  }

  private static HttpResponse<String> chat(String body, String... headers) {
    return service.post("/v1/chat/completions", body.getBytes(UTF_8), headers);
  }

  /** Asks as Google's clients do, without Authorization. */
  private static HttpResponse<String> ask(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(service.process().base() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void an_openai_caller_reaches_gemini() {
    var answer =
        chat(
            "{\"model\":\"gemini-3-flash\",\"seed\":7,\"logit_bias\":{\"1\":2},\"messages\":["
                + "{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"a\"}]}");
    var request = gemini.requests().getLast();

    assertThat(request.path()).isEqualTo("/v1beta/models/gemini-3-flash:generateContent");
    assertThat(request.headers()).containsEntry("x-goog-api-key", VENDOR_KEY);
    assertThat(request.headers()).doesNotContainKey("authorization");
    assertThat(new JsonObject(request.text()))
        .isEqualTo(
            new JsonObject(
                "{\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},\"contents\":[{\"role\":"
                    + "\"user\",\"parts\":[{\"text\":\"a\"}]}],\"generationConfig\":{\"seed\":7}}"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-lyss-dropped")).contains("/logit_bias");
    var said = new JsonObject(answer.body());
    assertThat(said.getJsonArray("choices").getJsonObject(0).encode())
        .contains("\"content\":\"Bonjour\"")
        .contains("\"finish_reason\":\"stop\"");
    assertThat(said.getJsonObject("usage").getInteger("total_tokens")).isEqualTo(5);
  }

  @Test
  void an_openai_caller_streams_from_gemini() {
    var answer =
        chat(
            "{\"model\":\"gemini-3-flash\",\"stream\":true,\"stream_options\":{\"include_usage\":"
                + "true},\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");

    assertThat(gemini.requests().getLast().path())
        .isEqualTo("/v1beta/models/gemini-3-flash:streamGenerateContent?alt=sse");
    assertThat(answer.body())
        .contains("\"content\":\"Bon\"")
        .contains("\"content\":\"jour\"")
        .contains("\"total_tokens\":5")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void a_signature_comes_back_through_an_openai_client() {
    var tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"tide\"}}],\"messages\":["
            + "{\"role\":\"user\",\"content\":\"a\"}";
    var first = chat("{\"model\":\"gemini-3-flash\"," + tools + "]}");
    var message =
        new JsonObject(first.body())
            .getJsonArray("choices")
            .getJsonObject(0)
            .getJsonObject("message");
    var id = message.getJsonArray("tool_calls").getJsonObject(0).getString("id");
    var second =
        chat(
            "{\"model\":\"gemini-3-flash\","
                + tools
                + ","
                + message.encode()
                + ",{\"role\":\"tool\",\"content\":\"14:10\",\"tool_call_id\":\""
                + id
                + "\"}]}");

    assertThat(second.body()).contains("Merci");
    assertThat(gemini.requests().getLast().text())
        .contains("\"thoughtSignature\":\"" + SIGNATURE + "\"")
        .contains("\"functionResponse\":{\"id\":\"f1\",\"name\":\"tide\"");
  }

  @Test
  void a_gemini_caller_gets_and_gives_the_very_bytes() throws IOException, InterruptedException {
    var path = "/v1beta/models/gemini-3-flash";
    var whole = ask(path + ":generateContent", HELLO, "x-goog-api-key", StubbedService.KEY);
    assertThat(gemini.requests().getLast().text()).isEqualTo(HELLO);
    assertThat(whole.body()).isEqualTo(response("{\"text\":\"Bonjour\"}", "STOP"));
    assertThat(whole.headers().map()).doesNotContainKey("x-lyss-dropped");

    var events =
        ask(
            path + ":streamGenerateContent?alt=sse",
            HELLO,
            "Authorization",
            "Bearer " + StubbedService.KEY);
    assertThat(gemini.requests().getLast().text()).isEqualTo(HELLO);
    assertThat(events.body())
        .startsWith("data: " + piece("Bon", "") + "\r\n\r\n")
        .endsWith("data: " + piece("", ",\"finishReason\":\"STOP\"") + "\r\n\r\n");
    assertThat(events.headers().firstValue("content-type"))
        .contains("text/event-stream; charset=utf-8");

    var array =
        ask(
            "/v1/models/gemini-3-flash:streamGenerateContent",
            HELLO,
            "x-goog-api-key",
            StubbedService.KEY);
    assertThat(new JsonArray(array.body()))
        .isEqualTo(
            new JsonArray()
                .add(new JsonObject(piece("Bon", "")))
                .add(new JsonObject(piece("jour", "")))
                .add(new JsonObject(piece("", ",\"finishReason\":\"STOP\""))));
    assertThat(array.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
  }

  @Test
  void a_gemini_caller_embeds_with_the_very_bytes() throws IOException, InterruptedException {
    var body =
        "{ \"model\": \"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"a\"}]},"
            + "\"taskType\":\"RETRIEVAL_QUERY\",\"new\":1.0}";
    var key = StubbedService.KEY;
    var path = "/v1beta/models/gemini-embedding-001:embedContent";
    var answer = ask(path, body, "x-goog-api-key", key, "x-lyss-strict", "true");

    assertThat(gemini.requests().getLast().path())
        .isEqualTo("/v1beta/models/vendors-name:embedContent");
    assertThat(gemini.requests().getLast().text())
        .isEqualTo(body.replace("gemini-embedding-001", "vendors-name"));
    assertThat(answer.body()).isEqualTo("{\"embedding\": {\"values\":[1.50]}}\n");

    var other =
        ask(
            "/v1/models/stub-model:batchEmbedContents",
            "{\"requests\":["
                + body.replace("gemini-embedding-001", "stub-model")
                + ",{\"content\":{\"parts\":[{\"text\":\"b\"},{\"text\":\"c\"}]}}]}",
            "x-goog-api-key",
            key);
    assertThat(openAi.requests().getLast().text())
        .isEqualTo("{\"model\":\"stub-model\",\"input\":[\"a\",\"bc\"]}");
    assertThat(other.headers().firstValue("x-lyss-dropped"))
        .contains("/requests/0/taskType,/requests/0/new");
    assertThat(other.body())
        .isEqualTo(
            "{\"embeddings\":[{\"values\":[1.50]},{\"values\":[2.50]}],\"usageMetadata\":"
                + "{\"promptTokenCount\":3,\"totalTokenCount\":3}}");
    var wrong = ask(path.replace(EMBEDDING, "no-such"), body, "x-goog-api-key", key);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("INVALID_ARGUMENT").contains("models/no-such");
  }

  @Test
  void a_key_in_the_url_opens_and_is_never_logged() throws IOException, InterruptedException {
    var path = "/v1beta/models/stub-model:generateContent?key=";
    var answer = ask(path + StubbedService.KEY, HELLO);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"text\":\"Bonjour\"")
        .contains("\"finishReason\":\"STOP\"");
    assertThat(answer.headers().firstValue("x-lyss-dropped")).contains("/newField");

    var wrong = ask(path + "sk-lyss-wrong-in-the-url", "{}");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(wrong.body()).getJsonObject("error").getString("status"))
        .isEqualTo("UNAUTHENTICATED");
    assertThat(service.process().text())
        .doesNotContain(StubbedService.KEY)
        .doesNotContain("sk-lyss-wrong-in-the-url");
  }

  @Test
  void failures_have_googles_form() throws IOException, InterruptedException {
    var key = StubbedService.KEY;
    var missing = ask("/v1/models/no-such:generateContent", HELLO, "x-goog-api-key", key);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("\"status\":\"NOT_FOUND\"").contains("models/no-such");

    var nowhere = ask("/v1beta/nowhere", "{}", "x-goog-api-key", key);
    assertThat(nowhere.statusCode()).isEqualTo(404);
    assertThat(nowhere.body()).contains("Invalid URL");

    var path = "/v1beta/models/gemini-3-flash:generateContent";
    var twice = ask(path, "{\"contents\":[{}],\"contents\":[]}", "x-goog-api-key", key);
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(twice.body()).contains("INVALID_ARGUMENT").contains("'contents' is given twice");

    var hot = "{\"contents\":[{}],\"generationConfig\":{\"temperature\":99}}";
    var refused = ask(path, hot, "x-goog-api-key", key);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("too hot");

    var counted = ask("/v1/models/gemini-3-flash:countTokens", HELLO, "x-goog-api-key", key);
    assertThat(new JsonObject(counted.body()).getInteger("totalTokens")).isBetween(15, 20);
    assertThat(counted.headers().firstValue("x-lyss-estimated")).contains("true");

    var models = service.get("/v1beta/models");
    assertThat(models.body()).contains("\"models/gemini-3-flash\"");
    assertThat(service.get("/v1beta/models/gemini-3-flash").body()).contains("generateContent");
  }

  @Test
  void googles_clients_of_two_generations_talk_to_two_vendors()
      throws IOException, InterruptedException {
    var node =
        new ProcessBuilder(
                "node", "gemini.mjs", service.process().base().toString(), StubbedService.KEY)
            .directory(Path.of("src/test/node").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(printed).isZero();
    var seen = new JsonObject(printed);

    var talk =
        new JsonObject()
            .put("text", "Bonjour")
            .put("tokens", 5)
            .put("finish", "STOP")
            .put("stream", "Bonjour")
            .put("streamTokens", 5)
            .put(
                "call",
                new JsonObject().put("name", "tide").put("args", new JsonObject("{\"port\":1}")))
            .put("afterTheCall", "Merci");
    var failures =
        new JsonObject()
            .put("unknownModel", failure(404))
            .put("wrongKey", failure(401))
            .put("vendorRefusal", failure(400));
    var expected = new JsonObject();
    for (var generation : new String[] {"present", "previous"}) {
      expected.put(generation + " gemini-3-flash", talk).put(generation + " stub-model", talk);
      expected.put(generation + " failures", failures);
      for (var model : new String[] {EMBEDDING, "stub-model"}) {
        expected.put(generation + " embeddings of " + model, new JsonArray("[[1.5],[2.5]]"));
      }
    }
    assertThat(seen).isEqualTo(expected);
  }

  private static JsonObject failure(int status) {
    return new JsonObject().put("status", status).put("message", true);
  }
}
