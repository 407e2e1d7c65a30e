package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpTransportTest {

  private static final String ASKED =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Grüße 2.50\"}]}";
  private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  private static final String ANSWER =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";
  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor =
      StubVendor.start().always(request -> StubAnswer.json(200, ANSWER));

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  @Test
  void sends_the_body_byte_for_byte_and_its_own_headers_only() {
    loop.finished(call(ASKED));

    var request = vendor.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.body()).isEqualTo(ASKED.getBytes(StandardCharsets.UTF_8));
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "host",
                "127.0.0.1:" + vendor.port(),
                "content-type",
                "application/json",
                "accept",
                "application/json",
                "user-agent",
                "lyss/test",
                "authorization",
                "Bearer " + Chats.KEY,
                "content-length",
                String.valueOf(request.body().length)));
  }

  @Test
  void passes_only_two_headers_on() {
    vendor.next(
        StubAnswer.json(200, ANSWER)
            .header("content-type", "application/json; charset=utf-8")
            .header("openai-processing-ms", "12")
            .header("x-ratelimit-limit-requests", "9")
            .header("set-cookie", "a=b")
            .header("server", "s")
            .header("x-request-id", "r"));
    var sink = loop.finished(call(ASKED));

    assertThat(sink.head.contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(sink.head.headers()).isEqualTo(Map.of("openai-processing-ms", "12"));
  }

  @Test
  void keeps_connections_and_uses_them_again() {
    for (int i = 0; i < 20; i++) {
      assertThat(loop.finished(call(i % 2 == 0 ? ASKED : STREAMED)).order()).isNotEmpty();
      loop.assertNothingLeft();
    }

    assertThat(vendor.connections()).isBetween(1, 11); // a JSON answer to a stream is given up
    assertThat(loop.transport().openConnections()).isEqualTo(1);
  }

  @Test
  void keeps_the_connection_of_a_stream_and_of_a_refusal() {
    vendor.always(
        request ->
            request.text().equals(ASKED)
                ? StubAnswer.json(429, "{}")
                : StubAnswer.stream(TEXT, DONE));
    for (int i = 0; i < 20; i++) {
      loop.finished(call(i % 2 == 0 ? ASKED : askedForUsage()));
      loop.assertNothingLeft();
    }

    assertThat(vendor.connections()).isEqualTo(1);
  }

  private static String askedForUsage() {
    return STREAMED.replace("}", ",\"stream_options\":{\"include_usage\":true}}");
  }

  @Test
  void replaces_a_connection_that_was_closed_while_it_idled() {
    vendor.next(StubAnswer.json(200, ANSWER));
    loop.finished(call(ASKED));
    vendor.next(StubAnswer.none(End.FIN)); // as if it had closed just as the request came
    var sink = loop.finished(call(ASKED));

    assertThat(sink.order()).isEqualTo("head content end");
    assertThat(vendor.requests()).extracting(r -> r.connection()).containsExactly(1, 1, 2);
  }

  @Test
  void replaces_a_connection_once_only_and_a_first_one_never() {
    vendor.next(StubAnswer.none(End.FIN));
    var first = loop.finished(call(ASKED));
    vendor.next(StubAnswer.json(200, ANSWER), StubAnswer.none(End.RST), StubAnswer.none(End.RST));
    loop.finished(call(ASKED));
    var second = loop.finished(call(ASKED));

    assertThat(first.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(second.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(vendor.requests()).hasSize(4);
  }

  @Test
  void survives_the_closing_of_all_idle_connections() {
    for (int round = 0; round < 10; round++) {
      assertThat(loop.finished(call(ASKED)).order()).isEqualTo("head content end");
      vendor.dropConnections();
    }
  }

  @Test
  void tells_why_there_is_no_connection_without_saying_where() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var refused =
        loop.finished(call(ASKED, Chats.provider(URI.create("http://127.0.0.1:" + port))));
    var unknown =
        loop.finished(call(ASKED, Chats.provider(URI.create("http://no-such-host.invalid/v1"))));
    var nowhere = loop.finished(call(ASKED, Chats.provider(null)));
    var plain =
        loop.finished(
            call(ASKED, Chats.provider(URI.create("https://127.0.0.1:" + vendor.port()))));

    assertThat(refused.failure)
        .isEqualTo(new ProviderFailure.ConnectFailed("the connection was refused"));
    assertThat(unknown.failure.kind()).isIn("connect", "timeout");
    assertThat(nowhere.failure)
        .isEqualTo(new ProviderFailure.ConnectFailed("the provider has no usable base URL"));
    assertThat(plain.failure.kind()).isIn("connect", "timeout");
    assertThat(refused.report.requestSent()).isFalse();
    assertThat(refused.failure + "" + unknown.failure + plain.failure)
        .doesNotContain("127.0.0.1")
        .doesNotContain("no-such-host");
  }

  @Test
  void refuses_to_write_a_header_that_would_split_the_request() {
    var provider = withKey(Chats.provider(vendor.baseUrl()), "sk-x\r\nx-evil: 1");
    var sink = loop.finished(call(ASKED, provider));

    assertThat(sink.failure)
        .isEqualTo(new ProviderFailure.ConnectFailed("the request cannot be written as HTTP"));
    assertThat(vendor.requests()).isEmpty();
    assertThat(loop.finished(call(ASKED)).order()).isEqualTo("head content end");
  }

  private static Provider withKey(Provider p, String key) {
    return new Provider(
        p.id(),
        p.tenant(),
        p.name(),
        p.vendor(),
        p.baseUrl(),
        Credential.apiKey(key),
        p.settings(),
        p.enabled(),
        p.revision());
  }

  @Test
  void lets_a_large_whole_answer_flow() {
    var text = "x".repeat(3 << 20);
    var usage = "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":5}";
    var large = ANSWER.replace("\"a\"", "\"" + text + "\"").replace("]}", "]," + usage + "}");
    vendor.next(StubAnswer.json(200, large), StubAnswer.json(200, large).missing(4).end(End.FIN));
    var whole = loop.finished(call(ASKED));
    var cut = loop.finished(call(ASKED));

    assertThat(whole.order()).matches("head( content){2,} end");
    assertThat(whole.text()).isEqualTo(large);
    assertThat(whole.report.usage().output()).isEqualTo(5);
    assertThat(cut.order()).matches("head( content)+ fail");
    assertThat(cut.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
  }

  @Test
  void runs_many_attempts_at_once_and_leaves_nothing() {
    vendor.always(
        request ->
            request.text().equals(ASKED)
                ? StubAnswer.json(200, ANSWER).beforeHead(Duration.ofMillis(20))
                : StubAnswer.stream(TEXT, TEXT, DONE).betweenPieces(Duration.ofMillis(5)));
    var sinks = new ArrayList<RecordingAttemptSink>();
    for (int i = 0; i < 300; i++) {
      var sink = new RecordingAttemptSink();
      sinks.add(sink);
      loop.open(call(i % 2 == 0 ? ASKED : STREAMED), sink);
    }
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks).allSatisfy(sink -> assertThat(sink.order()).endsWith("end"));
    loop.assertNothingLeft();
    TestLoop.until(
        "every connection the vendor has is counted",
        () -> loop.transport().openConnections() == vendor.openConnections());
  }

  private Call call(String body) {
    return call(body, Chats.provider(vendor.baseUrl()));
  }

  private static Call call(String body, Provider provider) {
    return Chats.call(provider, Chats.chat(body));
  }
}
