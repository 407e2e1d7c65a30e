package ai.lyss.adapter.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorCallsTest {

  private final SimulatorBench bench = new SimulatorBench();

  @Test
  void answers_the_same_prompt_with_the_same_text_and_counts_its_words() {
    var first = bench.answer(SimulatorBench.ASKED.formatted(""), Map.of());
    var again = bench.answer(SimulatorBench.ASKED.formatted(""), Map.of());

    assertThat(first.text())
        .isEqualTo(again.text())
        .contains("\"content\":\"This is a simulated answer to: Where \\\"is\\\" 北京?\"")
        .contains("\"created\":1790000000,\"model\":\"simulator\"")
        .contains("\"system_fingerprint\":\"simulator\"")
        .contains("{\"prompt_tokens\":5,\"completion_tokens\":9,\"total_tokens\":14}");
    assertThat(first.report.usage()).isEqualTo(TokenUsage.of(5, 9));
  }

  @Test
  void streams_a_word_a_chunk() {
    var sink = bench.answer(SimulatorBench.ASKED.formatted(",\"stream\":true"), Map.of());

    assertThat(sink.text())
        .contains("{\"delta\":{\"content\":\"This\"}".substring(1))
        .contains("\"delta\":{\"content\":\" is\"}");
    assertThat(sink.text().split("\n\n")).hasSize(1 + 9 + 1 + 1);
  }

  @Test
  void stops_at_the_output_limit() {
    var sink = bench.answer(SimulatorBench.ASKED.formatted(",\"max_tokens\":2"), Map.of());

    assertThat(sink.text())
        .contains("\"content\":\"This is\"")
        .contains("\"finish_reason\":\"length\"");
    assertThat(sink.report.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(sink.report.usage().output()).isEqualTo(2);
  }

  @Test
  void gives_as_many_choices_as_were_asked_for() {
    assertThat(bench.answer(SimulatorBench.ASKED.formatted(",\"n\":3"), Map.of()).text())
        .contains("{\"index\":2,")
        .doesNotContain("{\"index\":3,");
    assertThat(
            bench
                .answer(SimulatorBench.ASKED.formatted(",\"n\":2,\"stream\":true"), Map.of())
                .text()
                .split("\n\n"))
        .hasSize(2 + 18 + 2 + 1);
  }

  @Test
  void calls_a_tool_when_asked_to_and_only_then() {
    assertThat(bench.answer(SimulatorBench.ASKED.formatted(SimulatorBench.TOOLS), Map.of()).text())
        .doesNotContain("tool_calls");
    assertThat(
            bench
                .answer(
                    SimulatorBench.ASKED.formatted(
                        SimulatorBench.TOOLS + ",\"tool_choice\":\"required\""),
                    Map.of())
                .text())
        .contains("\"function\":{\"name\":\"tide\",\"arguments\":\"{}\"}")
        .contains("\"content\":null")
        .contains("\"finish_reason\":\"tool_calls\"");
    var chosen = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"moon\"}}";
    assertThat(
            bench
                .answer(SimulatorBench.ASKED.formatted(SimulatorBench.TOOLS + chosen), Map.of())
                .text())
        .contains("\"name\":\"moon\"");
    var told =
        SimulatorBench.ASKED
            .replace("Where", "Please call moon, where")
            .formatted(SimulatorBench.TOOLS);
    var streamed = told.replace("{\"model\"", "{\"stream\":true,\"model\"");
    assertThat(bench.answer(streamed, Map.of()).text())
        .contains("\"delta\":{\"tool_calls\":[{\"index\":0,")
        .contains("\"name\":\"moon\"");
    var forbidden = ",\"tool_choice\":\"none\"";
    assertThat(
            bench
                .answer(
                    told.replace(SimulatorBench.TOOLS, SimulatorBench.TOOLS + forbidden), Map.of())
                .text())
        .doesNotContain("moon\\\",\\\"arguments");
  }

  @Test
  void answers_as_long_as_it_is_told_to() {
    var longer = bench.answer(SimulatorBench.ASKED.formatted(""), Map.of("answer_tokens", 20));
    assertThat(longer.report.usage().output()).isEqualTo(20);
    assertThat(longer.report.finish()).isEqualTo(FinishReason.STOP);
    assertThat(longer.text()).contains("北京? This is a");
    assertThat(bench.answer(SimulatorBench.ASKED.formatted(""), Map.of("answer_tokens", 3)).text())
        .contains("\"content\":\"This is a\"");

    var limited =
        bench.answer(
            SimulatorBench.ASKED.formatted(",\"max_tokens\":5"), Map.of("answer_tokens", 20));
    assertThat(limited.report.usage().output()).isEqualTo(5);
    assertThat(limited.report.finish()).isEqualTo(FinishReason.LENGTH);
    var streamed =
        bench.answer(
            SimulatorBench.ASKED.formatted(",\"stream\":true"), Map.of("answer_tokens", 300));
    assertThat(streamed.text().split("\n\n")).hasSize(1 + 300 + 1 + 1);
  }
}
