package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCallsContract;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Azure's answers: filter results in a first chunk without choices, and on every other chunk. */
class AzureCallsTest extends ChannelCallsContract {

  private static final String SAFE =
      "\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";
  private static final String PROMPT_FILTER =
      "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
          + "\"prompt_filter_results\":[{\"prompt_index\":0,"
          + SAFE
          + "}]}\n\n";
  private static final String LATE_FILTER =
      "data: {\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[{\"index\":0,"
          + "\"finish_reason\":null,\"content_filter_offsets\":{\"check_offset\":44},"
          + SAFE
          + "}]}\n\n";

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor = StubVendor.start();
  private final ChannelCalls calls =
      loop.calls(OpenAiProtocol.azure("test", InstantSource.system(), AnswerLimits.STANDARD));

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  private static String chunk(String delta, String finish) {
    return Wire.chunk(
        "[{" + SAFE + ",\"delta\":" + delta + ",\"finish_reason\":" + finish + ",\"index\":0}]");
  }

  @Override
  protected ChannelCalls calls() {
    return calls;
  }

  @Override
  protected ChannelCalls.Call answered(String body) {
    vendor.always(
        request ->
            request.text().contains("\"stream\":true")
                ? StubAnswer.stream(
                    PROMPT_FILTER,
                    chunk("{\"content\":\"\",\"refusal\":null,\"role\":\"assistant\"}", "null"),
                    chunk("{\"content\":\"It is.\"}", "null"),
                    chunk("{}", "\"stop\""),
                    LATE_FILTER,
                    Wire.usage(7, 2),
                    Wire.DONE)
                : StubAnswer.json(200, Wire.whole("It is.", 7, 2)));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call refused(String body, int status) {
    vendor.always(request -> StubAnswer.json(status, "{\"error\":{\"code\":\"" + status + "\"}}"));
    return call(body);
  }

  @Override
  protected ChannelCalls.Call hanging(String body) {
    vendor.always(request -> StubAnswer.none(StubAnswer.End.HANG));
    return call(body);
  }

  private ChannelCalls.Call call(String body) {
    return call(body, Map.of());
  }

  private ChannelCalls.Call call(String body, Map<String, Object> settings) {
    var base = URI.create("http://127.0.0.1:" + vendor.port());
    return Chats.call(Chats.provider("azure-openai", base, settings), Chats.chat(body));
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
  void calls_the_deployment_with_the_api_key() {
    answered(QUESTION);
    var settings =
        Map.<String, Object>of(
            "api_version", "2025-04-01-preview", "deployments", Map.of("m", "my.dep_1"));
    finished(call(QUESTION, settings));
    var request = vendor.requests().getLast();

    assertThat(request.path())
        .isEqualTo("/openai/deployments/my.dep_1/chat/completions?api-version=2025-04-01-preview");
    assertThat(request.headers()).containsEntry("api-key", Chats.KEY);
    assertThat(request.headers()).doesNotContainKey("authorization");
    assertThat(request.text()).isEqualTo(QUESTION);
  }

  @Test
  void holds_the_results_of_filters_to_be_no_content() {
    var sink = finished(answered(QUESTION.replace("{\"model", "{\"stream\":true,\"model")));

    assertThat(sink.preambleText()).startsWith(PROMPT_FILTER);
    assertThat(sink.text()).contains("It is.").contains(LATE_FILTER);
  }

  @Test
  void reports_an_answer_that_was_filtered() {
    vendor.always(
        request ->
            StubAnswer.stream(
                PROMPT_FILTER,
                chunk("{\"content\":\"It\"}", "null"),
                chunk("{}", "\"content_filter\""),
                Wire.DONE));
    var sink = finished(call(QUESTION.replace("{\"model", "{\"stream\":true,\"model")));

    assertThat(sink.order()).endsWith("end");
    assertThat(sink.report.finish()).isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void tells_the_caller_that_its_prompt_was_filtered() {
    vendor.always(
        request ->
            StubAnswer.json(
                400,
                "{\"error\":{\"message\":\"The response was filtered\",\"type\":null,\"param\":"
                    + "\"prompt\",\"code\":\"content_filter\",\"status\":400,\"innererror\":{"
                    + "\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"hate\":"
                    + "{\"filtered\":true,\"severity\":\"medium\"}}}}}"));
    var failure = finished(call(QUESTION)).failure;

    assertThat(failure).isInstanceOf(ProviderFailure.RequestRefused.class);
    var error = ((ProviderFailure.RequestRefused) failure).error();
    assertThat(error.code()).isEqualTo("content_filter");
    assertThat(error.param()).isEqualTo("prompt");
    assertThat(error.type()).isNull();
  }
}
