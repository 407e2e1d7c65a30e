package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCallsContract;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DeepSeek's answers: reasoning beside content, usage on the last choice, keep-alive comments. */
class DeepSeekCallsTest extends ChannelCallsContract {

  private static final String KEEP_ALIVE = ": keep-alive\n\n";
  private static final String USAGE =
      "{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":3},"
          + "\"prompt_cache_hit_tokens\":4,\"prompt_cache_miss_tokens\":3}";
  private static final String WHOLE =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{"
          + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"It is.\","
          + "\"reasoning_content\":\"Is it?\"},\"logprobs\":null,\"finish_reason\":\"%s\"}],"
          + "\"usage\":"
          + USAGE
          + "}";
  private static final String STREAMED = QUESTION.replace("{\"model", "{\"stream\":true,\"model");

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor = StubVendor.start();
  private final ChannelCalls calls =
      loop.calls(OpenAiProtocol.deepSeek("test", InstantSource.system(), AnswerLimits.STANDARD));

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  private static String delta(String content, String reasoning) {
    return Wire.delta("{\"content\":" + content + ",\"reasoning_content\":" + reasoning + "}");
  }

  private static String last(String reason) {
    return Wire.chunk(
        "[{\"index\":0,\"delta\":{\"content\":\"\",\"reasoning_content\":null},"
            + "\"logprobs\":null,\"finish_reason\":\""
            + reason
            + "\"}],\"usage\":"
            + USAGE);
  }

  @Override
  protected ChannelCalls calls() {
    return calls;
  }

  /** Usage on the last choice, and once more where it was asked for. */
  @Override
  protected ChannelCalls.Call answered(String body) {
    vendor.always(
        request ->
            request.text().contains("\"stream\":true")
                ? StubAnswer.stream(
                    KEEP_ALIVE,
                    Wire.role(),
                    delta("null", "\"Is it?\""),
                    KEEP_ALIVE,
                    delta("\"It is.\"", "null"),
                    Wire.finish("stop"),
                    Wire.chunk("[],\"usage\":" + USAGE),
                    Wire.DONE)
                : StubAnswer.json(200, "\n\n\n" + WHOLE.formatted("stop")));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call refused(String body, int status) {
    vendor.always(
        request ->
            StubAnswer.json(
                status,
                "{\"error\":{\"message\":\"busy\",\"type\":\"service_unavailable_error\","
                    + "\"param\":null,\"code\":\"service_unavailable_error\"}}"));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call hanging(String body) {
    vendor.always(request -> StubAnswer.none(StubAnswer.End.HANG));
    return call(body);
  }

  private ChannelCalls.Call call(String body) {
    return call(Chats.chat(body));
  }

  private ChannelCalls.Call call(ChatRequest chat) {
    return Chats.call(Chats.provider("deepseek", vendor.baseUrl(), Map.of()), chat);
  }

  @Override
  protected void onLoop(Runnable task) {
    loop.run(task);
  }

  @Override
  protected void assertNothingLeft() {
    loop.assertNothingLeft();
  }

  @Test
  void takes_reasoning_to_be_content_and_comments_to_be_none() {
    vendor.always(
        request ->
            StubAnswer.stream(
                KEEP_ALIVE, Wire.role(), delta("null", "\"Is\""), last("stop"), Wire.DONE));
    var sink = finished(call(STREAMED));

    assertThat(sink.preambleText()).isEqualTo(KEEP_ALIVE + Wire.role());
    assertThat(sink.text()).contains(delta("null", "\"Is\"")).endsWith(Wire.DONE);
    assertThat(sink.report.contentBytes()).isEqualTo(2);
  }

  @Test
  void knows_the_usage_on_the_last_choice_with_cache_hits_and_reasoning() {
    vendor.always(request -> StubAnswer.stream(delta("\"It\"", "null"), last("stop"), Wire.DONE));
    var streamed = finished(call(STREAMED)).report.usage();
    var whole = finished(answered(QUESTION)).report.usage();

    assertThat(streamed).isEqualTo(whole);
    assertThat(whole.input()).isEqualTo(7);
    assertThat(whole.output()).isEqualTo(5);
    assertThat(whole.cached()).isEqualTo(4);
    assertThat(whole.reasoning()).isEqualTo(3);
  }

  @Test
  void fails_where_the_vendor_ran_out_of_resources() {
    vendor.next(
        StubAnswer.stream(Wire.role(), last("insufficient_system_resource"), Wire.DONE),
        StubAnswer.json(200, WHOLE.formatted("insufficient_system_resource")));
    for (var sink :
        new RecordingAttemptSink[] {finished(call(STREAMED)), finished(call(QUESTION))}) {
      assertThat(sink.order()).endsWith("fail").doesNotContain("content");
      assertThat(sink.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    }
  }

  @Test
  void names_what_it_left_out() {
    var body =
        QUESTION.replace(
            "{\"model",
            "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\","
                + "\"schema\":{}}},\"model");
    var sink = finished(answered(body));

    assertThat(sink.head.dropped()).containsExactly("/response_format/json_schema");
    assertThat(sink.order()).isEqualTo("head content end");
    assertThat(finished(answered(QUESTION)).head.dropped()).isEmpty();
  }

  @Test
  void refuses_a_strict_request_in_place_of_leaving_something_out() {
    var body =
        QUESTION.replace(
            "{\"model",
            "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}},\"model");
    answered(body);
    var sink = finished(call(Chats.chat(body).strict()));

    assertThat(sink.order()).isEqualTo("fail");
    assertThat(sink.failure).isInstanceOf(ProviderFailure.Unfit.class);
    var error = ((ProviderFailure.Unfit) sink.failure).error();
    assertThat(error.status()).isEqualTo(400);
    assertThat(error.message()).endsWith(": /response_format/json_schema");
    assertThat(error.param()).isEqualTo("/response_format/json_schema");
    assertThat(sink.report.requestSent()).isFalse();
    assertThat(vendor.requests()).isEmpty();
    assertThat(finished(call(Chats.chat(QUESTION).strict())).order()).isEqualTo("head content end");
  }
}
