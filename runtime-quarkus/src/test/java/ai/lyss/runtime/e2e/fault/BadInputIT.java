package ai.lyss.runtime.e2e.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input gets the exact error that says what is wrong, reaches no vendor, and leaves nothing
 * behind: after each of them the only channel, which serves one call at a time, serves a good one.
 */
@Timeout(300)
final class BadInputIT {

  private static final int MIB = 1 << 20;
  private static final int MANY = 100_000;
  private static final String CHANNEL = "Kanal 1/ü \"漢\"";
  private static final String CHAT = "/v1/chat/completions";
  private static final String AUTHORIZED = "Authorization: Bearer " + FaultService.KEY + "\r\n";
  private static final String TOO_LARGE =
      BadInput.error(
          "The request body is too large (expected: at most " + 20 * MIB + " bytes).",
          "null",
          "\"request_too_large\"");

  @TempDir static Path temporary;

  private static StubVendor vendor;
  private static FaultService service;
  private static String provider;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(request -> Wire.healthy(Asking.WHOLE));
    service = FaultService.start(temporary.resolve("state"), Map.of());
    provider =
        service.create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", "vendor")
                .put("vendor", "openai-compatible")
                .put("base_url", vendor.baseUrl().toString())
                .put("credential", new JsonObject().put("api_key", "vendor-secret")));
    service.create("/api/v1/channels", channel(CHANNEL, BadInput.MODEL));
    service.await("a model", () -> service.get("/v1/models/" + BadInput.MODEL).statusCode() == 200);
  }

  private static JsonObject channel(String name, String model) {
    return new JsonObject()
        .put("name", name)
        .put("provider_id", provider)
        .put("max_concurrency", 1)
        .put("models", new JsonArray().add(new JsonObject().put("name", model)));
  }

  @AfterAll
  static void stop() {
    service.close();
    vendor.close();
  }

  @AfterEach
  void serves_as_before() throws IOException {
    assertThat(post(good()).body()).isEqualTo(Wire.WHOLE);
    for (var gauge : List.of("lyss_relays_running", "lyss_attempts_running")) {
      service.await(gauge + " is 0", () -> service.metric(gauge) == 0);
    }
    assertThat(service.metric("lyss_bugs_total")).isZero();
  }

  private static byte[] good() {
    return Asking.WHOLE.body(BadInput.MODEL).getBytes(UTF_8);
  }

  private static Seen post(byte[] body) throws IOException {
    return post(AUTHORIZED, body);
  }

  private static Seen post(String headers, byte[] body) throws IOException {
    try (var caller = RawCaller.to(service.process().base())) {
      return caller.post(CHAT, headers, body);
    }
  }

  static List<BadInput> rows() {
    return Stream.of(BadSyntax.all(), BadFields.all(), BadNames.all(), RepeatedKeys.all())
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void is_refused_with_the_exact_error(BadInput input) throws IOException {
    int calls = vendor.requests().size();
    var seen = post(input.body());

    assertThat(seen.body()).isEqualTo(input.told());
    assertThat(seen.status()).isEqualTo(input.status());
    assertThat(seen.ending()).isEqualTo(Ending.WHOLE);
    assertThat(seen.header("content-type")).isEqualTo("application/json");
    assertThat(seen.header("x-request-id")).hasSize(36);
    assertThat(seen.headerNames())
        .isSubsetOf("content-type", "content-length", "x-request-id", "x-lyss-attempts");
    assertThat(vendor.requests()).hasSize(calls);
  }

  @Test
  void a_body_of_21_MiB_is_refused_by_its_announced_length() throws IOException {
    tooLarge(post(new byte[21 * MIB]));
  }

  @Test
  void a_body_of_21_MiB_is_refused_when_its_length_is_not_announced() throws IOException {
    var head =
        "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n%s\r\n"
            .formatted(CHAT, AUTHORIZED);
    var chunk = (Integer.toHexString(MIB) + "\r\n" + "x".repeat(MIB) + "\r\n").getBytes(ISO_8859_1);
    var pieces = new byte[23][];
    pieces[0] = head.getBytes(ISO_8859_1);
    for (int i = 1; i <= 21; i++) {
      pieces[i] = chunk;
    }
    pieces[22] = "0\r\n\r\n".getBytes(ISO_8859_1);
    try (var caller = RawCaller.to(service.process().base())) {
      tooLarge(caller.ask(pieces));
    }
  }

  private static void tooLarge(Seen seen) {
    assertThat(seen.body()).isEqualTo(TOO_LARGE);
    assertThat(seen.status()).isEqualTo(413);
    assertThat(seen.header("connection")).isEqualTo("close");
  }

  @Test
  void a_hundred_thousand_messages_are_no_bad_input() throws IOException {
    var message = "{\"role\":\"user\",\"content\":\"Hello.\"}";
    var messages = "[" + (message + ",").repeat(MANY - 1) + message + "]";
    var body = Asking.WHOLE.body(BadInput.MODEL).replace(Asking.MESSAGES, messages).getBytes(UTF_8);

    assertThat(post(body).body()).isEqualTo(Wire.WHOLE);
    assertThat(vendor.requests().getLast().body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "caf\u00e9", "\t", "a\u0001b", "129"})
  void a_request_id_that_is_not_fit_to_be_shown_is_replaced(String id) throws IOException {
    var sent = id.equals("129") ? "x".repeat(129) : id;
    var seen = post(AUTHORIZED + "X-Request-Id: " + sent + "\r\n", good());

    assertThat(seen.status()).isIn(200, 400); // a control character is no HTTP at all
    if (seen.status() == 200) {
      assertThat(seen.header("x-request-id")).isNotEqualTo(sent).hasSize(36);
    }
  }

  @Test
  void a_header_smuggled_into_the_request_id_stays_in_the_request() throws IOException {
    var seen = post(AUTHORIZED + "X-Request-Id: a%0d%0ax-evil:%201\r\n", good());

    assertThat(seen.header("x-request-id")).isEqualTo("a%0d%0ax-evil:%201");
    assertThat(seen.headerNames()).doesNotContain("x-evil");
  }

  @Test
  void the_name_of_a_channel_is_shown_in_visible_ascii() throws IOException {
    assertThat(post(good()).header("x-lyss-channel"))
        .isEqualTo("Kanal%201%2F%C3%BC%20%22%E6%BC%A2%22");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nx-evil: 1", "a\nb", "\u0000", "\u202eabc", "\ud800"})
  void a_name_with_a_control_character_is_no_name_of_a_channel(String name) {
    refused(channel(name, "m").encode().replace("\ud800", "\\ud800"), "/name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nx-evil: 1", "a b", "../b", "é"})
  void what_is_no_model_name_is_offered_by_no_channel(String name) {
    refused(channel("other", name).encode(), "/models/0/name");
  }

  private static void refused(String body, String pointer) {
    var answer = service.send("/api/v1/channels", BodyPublishers.ofString(body), "POST");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    var problem = new JsonObject(answer.body());
    assertThat(problem.getString("type")).isEqualTo("invalid_fields");
    var error = problem.getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("pointer")).isEqualTo(pointer);
    assertThat(error.getString("detail")).contains("expected: ").doesNotContain("\r", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer\r\n",
        "Authorization: Bearer sk-lyss-unknown\r\n",
        "Authorization: Basic abc\r\n",
        "Authorization: sk-lyss-test0123456789test0123456789test0123456\r\n"
      })
  void nobody_is_let_in_without_a_key(String headers) throws IOException {
    var seen = post(headers, good());

    assertThat(seen.status()).isEqualTo(401);
    assertThat(seen.header("www-authenticate")).isEqualTo("Bearer");
    var error = new JsonObject(seen.body()).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo("invalid_api_key");
    assertThat(error.getString("type")).isEqualTo("invalid_request_error");
    assertThat(error.getValue("param")).isNull();
  }

  @Test
  void refused_calls_are_no_rows_of_the_ledger() throws IOException {
    post("{".getBytes(UTF_8));
    post((AUTHORIZED + "X-Request-Id: counted\r\n"), good());
    service.await("the last row", () -> LedgerBook.read(service).containsKey("counted"));

    assertThat(LedgerBook.read(service).values())
        .allSatisfy(
            lines ->
                assertThat(lines)
                    .singleElement()
                    .satisfies(line -> assertThat(line.booked().status()).isEqualTo("answered")));
  }
}
