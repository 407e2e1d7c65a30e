package ai.lyss.adapter.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.golden.ChunkPrinter;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.golden.GoldenFile;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The dialects that a simulator answers in. */
class SimulatorDialectsTest {

  private final SimulatorBench bench = new SimulatorBench();

  @Test
  void answers_openai_callers_byte_for_byte_as_ever() {
    var body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":2,"
            + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    var id = "chatcmpl-sim-" + HexFormat.of().toHexDigits(Arrays.hashCode(body.getBytes(UTF_8)));
    var start =
        "data: {\"id\":\""
            + id
            + "\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"m\","
            + "\"system_fingerprint\":\"simulator\",\"choices\":[";
    var going = ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n";

    assertThat(bench.answer(body, Map.of()).text())
        .isEqualTo(
            start
                + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"
                + going
                + start
                + "{\"index\":0,\"delta\":{\"content\":\"This\"}"
                + going
                + start
                + "{\"index\":0,\"delta\":{\"content\":\" is\"}"
                + going
                + start
                + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"length\"}],"
                + "\"usage\":null}\n\n"
                + start
                + "],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void answers_callers_of_other_dialects_through_their_writers() {
    var asked =
        GoldenFile.json("{\"messages\":[{\"user\":\"Hi\"}],\"sampling\":{\"outputLimit\":2}}");
    var expected =
        """
        {"started":{"model":"public-model"}}
        {"text":"This"}
        {"text":" is"}
        {"usage":{"input":1,"output":2}}
        {"finished":"LENGTH"}
        {"end":true}
        """;
    var streamed = bench.answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, asked), Map.of());
    var whole = bench.answer(CanonicalRequest.whole(Dialect.GEMINI, asked), Map.of());

    assertThat(streamed.text()).isEqualTo(expected);
    assertThat(streamed.order()).startsWith("head preamble content").endsWith("end");
    assertThat(whole.text()).isEqualTo(expected);
    assertThat(whole.report.usage()).isEqualTo(TokenUsage.of(1, 2));
    assertThat(whole.report.finish()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void calls_the_tools_of_callers_of_other_dialects() {
    var asked =
        "{\"messages\":[{\"user\":\"%s\"}],\"tools\":[{\"function\":\"tide\"},"
            + "{\"function\":\"moon\"}]%s}";
    var called = "\\{\"call\":0,\"id\":\"call_chatcmpl-sim-[0-9a-f]{8}_0\",\"name\":\"%s\"}";

    for (var how :
        List.of(
            List.of("please call moon", "", "moon"),
            List.of("x", ",\"choice\":\"required\"", "tide"),
            List.of("x", ",\"choice\":{\"named\":\"moon\"}", "moon"),
            List.of("x", ",\"choice\":{\"requiredAmong\":[\"moon\"]}", "moon"))) {
      var content = GoldenFile.json(asked.formatted(how.get(0), how.get(1)));
      var lines =
          bench.answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, content), Map.of()).text();
      assertThat(lines.lines().toList().get(1)).matches(called.formatted(how.get(2)));
      assertThat(lines).contains("{\"call\":0,\"arguments\":\"{}\"}", "\"TOOL_CALLS\"");
    }
    for (var how : List.of(List.of("call moon", ",\"choice\":\"none\""), List.of("x", ""))) {
      var content = GoldenFile.json(asked.formatted(how.get(0), how.get(1)));
      assertThat(
              bench.answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, content), Map.of()).text())
          .contains("\"STOP\"");
    }
  }

  @Test
  void refuses_what_the_dialect_cannot_read() {
    var error = new VendorError(400, "no", null, null, null);
    var good = CanonicalRequest.asking(Dialect.GEMINI, "Hi", false);
    var translation =
        new DialectTranslation() {
          @Override
          public ContentReading content(ChatRequest request) {
            return new ContentReading.Unreadable(error);
          }

          @Override
          public AnswerWriter writer(ChatRequest request) {
            return new ChunkPrinter();
          }
        };
    var unreadable = new ChatRequest(Dialect.GEMINI, good.body(), good.outline(), translation);

    assertThat(bench.answer(unreadable, Map.of()).failure)
        .isEqualTo(new ProviderFailure.RequestRefused(error));
  }
}
