package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes through the service comes out byte for byte, but for the edits that must be made. */
@Timeout(300)
final class FaithfulBytesIT {

  private static final String ODD =
      "{ \"zzz\": 1e400, \"temperature\" : 2.50,\n\t\"model\":\"stub-model\", \"seed\":-0,"
          + " \"unknown\":{\"b\":[1.0,1E+2,0.10],\"a\":\"\\u0041\\/é漢😀\"}, \"same\":1, \"same\":2,"
          + " \"messages\":[{\"content\":\"Grüße \\ud83d\\ude00 <&>\",\"role\":\"user\",\"x\":null}]%s }\n";

  private static final String ODD_ANSWER =
      "{\"id\":\"c\" , \"choices\":[{\"index\":0,\"message\":{\"content\":\"\\u00e9 é 😀\",\"role\":"
          + "\"assistant\"},\"finish_reason\":\"stop\"}],\n \"created\":1.0,\"vendor_extra\":[1e400],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n";

  @TempDir static Path temporary;

  private static StubVendor vendor;
  private static StubbedService service;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(StubbedService::answer);
    service = StubbedService.start(temporary.resolve("state"), vendor);
  }

  @AfterAll
  static void stop() {
    service.close();
    vendor.close();
  }

  @Test
  void a_whole_chat_is_the_same_on_both_sides() {
    vendor.next(StubAnswer.json(200, ODD_ANSWER));
    var sent = ODD.formatted("").getBytes(UTF_8);
    var answer = service.post("/v1/chat/completions", sent);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(vendor.requests().getLast().body()).isEqualTo(sent);
    assertThat(answer.body()).isEqualTo(ODD_ANSWER);
  }

  @Test
  void a_stream_has_nothing_but_the_demand_for_usage_added() {
    var sent = ODD.formatted(", \"stream\":true");
    var answer = service.post("/api/v1/chat/completions", sent.getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(addedTo(sent, vendor.requests().getLast().text()))
        .isEqualTo("\"stream_options\":{\"include_usage\":true},");
    assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("total_tokens");
  }

  @Test
  void the_streaming_path_adds_the_flag_as_well() {
    var sent = ODD.formatted("");
    var answer = service.post("/v1/chat/completions/stream", sent.getBytes(UTF_8));
    assertThat(answer.headers().firstValue("content-type"))
        .get()
        .asString()
        .startsWith("text/event-stream");
    assertThat(addedTo(sent, vendor.requests().getLast().text())).contains("\"stream\":true");
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void nothing_of_the_callers_headers_reaches_the_vendor_nor_the_other_way() {
    vendor.next(
        StubAnswer.json(200, ODD_ANSWER)
            .header("openai-processing-ms", "7")
            .header("x-ratelimit-remaining-requests", "1")
            .header("set-cookie", "a=b"));
    var answer =
        service.post(
            "/v1/chat/completions",
            ODD.formatted("").getBytes(UTF_8),
            "X-Stainless-Lang",
            "java",
            "Cookie",
            "a=b",
            "x-request-id",
            "mine-1");
    var request = vendor.requests().getLast();
    assertThat(request.headers().get("authorization")).isEqualTo("Bearer vendor-secret-0123456789");
    assertThat(request.headers()).doesNotContainKeys("cookie", "x-stainless-lang", "x-request-id");
    assertThat(answer.headers().firstValue("x-request-id")).contains("mine-1");
    assertThat(answer.headers().firstValue("openai-processing-ms")).contains("7");
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie");
    assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests")).isEmpty();
    assertThat(answer.headers().firstValue("x-lyss-channel")).contains("stub-channel");
    assertThat(answer.headers().firstValue("x-lyss-attempts")).contains("1");
  }

  /** Returns the one piece by which {@code longer} differs, checking that all else is the same. */
  private static String addedTo(String original, String longer) {
    int prefix = 0;
    while (prefix < original.length() && original.charAt(prefix) == longer.charAt(prefix)) {
      prefix++;
    }
    int suffix = original.length() - prefix;
    assertThat(longer).endsWith(original.substring(prefix));
    return longer.substring(prefix, longer.length() - suffix);
  }
}
