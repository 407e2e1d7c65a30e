package ai.lyss.adapter.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
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
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatorCallsTest {

  private static final String ASKED =
      "{\"model\":\"simulator\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
          + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Where \\\"is\\\" 北京?\"}]}]%s}";
  private static final String TOOLS =
      ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"tide\"}},"
          + "{\"type\":\"function\",\"function\":{\"name\":\"moon\"}}]";

  private final ManualTimers timers = new ManualTimers();
  private final SimulatorCalls calls =
      new SimulatorCalls(
          timers,
          InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)),
          () -> timers.now,
          new SplittableRandom(7));

  @Test
  void answers_the_same_prompt_with_the_same_text_and_counts_its_words() {
    var first = answer(ASKED.formatted(""), Map.of());
    var again = answer(ASKED.formatted(""), Map.of());

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
    var sink = answer(ASKED.formatted(",\"stream\":true"), Map.of());

    assertThat(sink.text())
        .contains("{\"delta\":{\"content\":\"This\"}".substring(1))
        .contains("\"delta\":{\"content\":\" is\"}");
    assertThat(sink.text().split("\n\n")).hasSize(1 + 9 + 1 + 1);
  }

  @Test
  void stops_at_the_output_limit() {
    var sink = answer(ASKED.formatted(",\"max_tokens\":2"), Map.of());

    assertThat(sink.text())
        .contains("\"content\":\"This is\"")
        .contains("\"finish_reason\":\"length\"");
    assertThat(sink.report.finish()).isEqualTo(FinishReason.LENGTH);
    assertThat(sink.report.usage().output()).isEqualTo(2);
  }

  @Test
  void gives_as_many_choices_as_were_asked_for() {
    assertThat(answer(ASKED.formatted(",\"n\":3"), Map.of()).text())
        .contains("{\"index\":2,")
        .doesNotContain("{\"index\":3,");
    assertThat(answer(ASKED.formatted(",\"n\":2,\"stream\":true"), Map.of()).text().split("\n\n"))
        .hasSize(2 + 18 + 2 + 1);
  }

  @Test
  void calls_a_tool_when_asked_to_and_only_then() {
    assertThat(answer(ASKED.formatted(TOOLS), Map.of()).text()).doesNotContain("tool_calls");
    assertThat(answer(ASKED.formatted(TOOLS + ",\"tool_choice\":\"required\""), Map.of()).text())
        .contains("\"function\":{\"name\":\"tide\",\"arguments\":\"{}\"}")
        .contains("\"content\":null")
        .contains("\"finish_reason\":\"tool_calls\"");
    var chosen = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"moon\"}}";
    assertThat(answer(ASKED.formatted(TOOLS + chosen), Map.of()).text())
        .contains("\"name\":\"moon\"");
    var told = ASKED.replace("Where", "Please call moon, where").formatted(TOOLS);
    var streamed = told.replace("{\"model\"", "{\"stream\":true,\"model\"");
    assertThat(answer(streamed, Map.of()).text())
        .contains("\"delta\":{\"tool_calls\":[{\"index\":0,")
        .contains("\"name\":\"moon\"");
    var forbidden = ",\"tool_choice\":\"none\"";
    assertThat(answer(told.replace(TOOLS, TOOLS + forbidden), Map.of()).text())
        .doesNotContain("moon\\\",\\\"arguments");
  }

  @Test
  void takes_the_time_it_is_told_to() {
    var settings = Map.<String, Object>of("latency_ms", 200, "tokens_per_second", 10);
    answer(ASKED.formatted(""), settings);
    assertThat(timers.now).isEqualTo(Duration.ofMillis(200 + 900).toNanos());

    timers.now = 0;
    answer(ASKED.formatted(",\"stream\":true"), settings);
    assertThat(timers.now).isEqualTo(Duration.ofMillis(200 + 800).toNanos());
  }

  @Test
  void fails_as_often_as_it_is_told_to_and_repeatably() {
    var settings =
        Map.<String, Object>of(
            "failure_rate", 0.3, "failure_status", List.of(429, 503), "seed", 42);
    int rounds = 2_000;
    int limited = 0;
    int unavailable = 0;
    for (int i = 0; i < rounds; i++) {
      var failure = answer(ASKED.formatted(""), settings).failure;
      limited += failure instanceof ProviderFailure.RateLimited ? 1 : 0;
      unavailable += failure instanceof ProviderFailure.Unavailable ? 1 : 0;
    }
    // sd of 2,000 draws at 0.15 is 16; five of them on each side
    assertThat(limited).as("seed 42").isBetween(220, 380);
    assertThat(unavailable).as("seed 42").isBetween(220, 380);
  }

  @Test
  void breaks_off_half_way_as_often_as_it_is_told_to() {
    var settings = Map.<String, Object>of("break_rate", 1);
    var streamed = answer(ASKED.formatted(",\"stream\":true"), settings);
    var whole = answer(ASKED.formatted(""), settings);

    assertThat(streamed.order()).matches("head preamble( content){4} fail");
    assertThat(streamed.text()).doesNotContain("[DONE]").doesNotContain("\"finish_reason\":\"");
    assertThat(streamed.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(whole.order()).isEqualTo("fail");

    int broken = 0;
    var rarely = Map.<String, Object>of("break_rate", 0.25, "seed", 11);
    for (int i = 0; i < 2_000; i++) {
      broken += answer(ASKED.formatted(""), rarely).failure == null ? 0 : 1;
    }
    // sd of 2,000 draws at 0.25 is 19; five of them on each side
    assertThat(broken).as("seed 11").isBetween(400, 600);
  }

  @Test
  void draws_the_same_fates_for_the_same_seed() {
    var settings = Map.<String, Object>of("break_rate", 0.5, "failure_rate", 0.3, "seed", 3);
    var again =
        new SimulatorCalls(
            timers, InstantSource.system(), () -> timers.now, new SplittableRandom(99));
    for (int i = 0; i < 200; i++) {
      var one = answer(ASKED.formatted(""), settings).failure;
      var sink = new RecordingAttemptSink();
      long deadline = timers.now + Duration.ofHours(1).toNanos();
      again.open(call(Chats.chat(ASKED.formatted("")), settings, deadline), sink);
      timers.runAll();
      assertThat(sink.failure).as("seed 3, call %d", i).isEqualTo(one);
    }
  }

  @Test
  void answers_as_long_as_it_is_told_to() {
    var longer = answer(ASKED.formatted(""), Map.of("answer_tokens", 20));
    assertThat(longer.report.usage().output()).isEqualTo(20);
    assertThat(longer.report.finish()).isEqualTo(FinishReason.STOP);
    assertThat(longer.text()).contains("北京? This is a");
    assertThat(answer(ASKED.formatted(""), Map.of("answer_tokens", 3)).text())
        .contains("\"content\":\"This is a\"");

    var limited = answer(ASKED.formatted(",\"max_tokens\":5"), Map.of("answer_tokens", 20));
    assertThat(limited.report.usage().output()).isEqualTo(5);
    assertThat(limited.report.finish()).isEqualTo(FinishReason.LENGTH);
    var streamed = answer(ASKED.formatted(",\"stream\":true"), Map.of("answer_tokens", 300));
    assertThat(streamed.text().split("\n\n")).hasSize(1 + 300 + 1 + 1);
  }

  @Test
  void knows_what_its_settings_may_be() {
    var forms = SimulatorCalls.profile().settings();
    var good =
        Map.<String, Object>of(
            "latency_ms", 5L,
            "tokens_per_second", 2.5,
            "failure_rate", 0.5,
            "failure_status", List.of(429L, 503L),
            "break_rate", 1L,
            "answer_tokens", 10L,
            "seed", -4L);
    var bad =
        Map.<String, Object>of(
            "latency_ms",
            -1L,
            "tokens_per_second",
            "fast",
            "failure_rate",
            1.5,
            "failure_status",
            List.of(200L),
            "break_rate",
            -0.1,
            "answer_tokens",
            0L,
            "seed",
            1.5);

    assertThat(forms.keySet()).isEqualTo(good.keySet());
    assertThat(good).allSatisfy((k, v) -> assertThat(forms.get(k).form().accepts(v)).isTrue());
    assertThat(bad).allSatisfy((k, v) -> assertThat(forms.get(k).form().accepts(v)).isFalse());
  }

  @Test
  void keeps_the_deadline_of_the_relay() {
    var chat = Chats.chat(ASKED.formatted(""));
    var call = call(chat, Map.of("latency_ms", 60_000), Duration.ofSeconds(1).toNanos());
    var sink = new RecordingAttemptSink();
    calls.open(call, sink);
    timers.runAll();

    assertThat(sink.failure).isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.TOTAL));
    assertThat(timers.now).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void holds_still_while_it_is_paused() {
    var sink = new RecordingAttemptSink();
    var chat = Chats.chat(ASKED.formatted(",\"stream\":true"));
    var attempt = calls.open(call(chat, Map.of(), Duration.ofHours(1).toNanos()), sink);
    attempt.pause();
    timers.runFor(Duration.ofMinutes(1));

    assertThat(sink.order()).isEqualTo("head preamble");
    attempt.resume();
    timers.runAll();
    assertThat(sink.order()).endsWith("end");
  }

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

    assertThat(answer(body, Map.of()).text())
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
    var streamed = answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, asked), Map.of());
    var whole = answer(CanonicalRequest.whole(Dialect.GEMINI, asked), Map.of());

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
      var lines = answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, content), Map.of()).text();
      assertThat(lines.lines().toList().get(1)).matches(called.formatted(how.get(2)));
      assertThat(lines).contains("{\"call\":0,\"arguments\":\"{}\"}", "\"TOOL_CALLS\"");
    }
    for (var how : List.of(List.of("call moon", ",\"choice\":\"none\""), List.of("x", ""))) {
      var content = GoldenFile.json(asked.formatted(how.get(0), how.get(1)));
      assertThat(answer(CanonicalRequest.streamed(Dialect.ANTHROPIC, content), Map.of()).text())
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

    assertThat(answer(unreadable, Map.of()).failure)
        .isEqualTo(new ProviderFailure.RequestRefused(error));
  }

  private RecordingAttemptSink answer(String body, Map<String, Object> settings) {
    return answer(Chats.chat(body), settings);
  }

  private RecordingAttemptSink answer(ChatRequest chat, Map<String, Object> settings) {
    var sink = new RecordingAttemptSink();
    long deadline = timers.now + Duration.ofHours(1).toNanos();
    calls.open(call(chat, settings, deadline), sink);
    timers.runAll();
    assertThat(sink.order()).matches(".*(end|fail)");
    return sink;
  }

  private static Call call(ChatRequest chat, Map<String, Object> settings, long deadline) {
    var provider = Chats.provider("simulator", null, settings);
    return new Call(provider, chat.outline().model(), chat, null, deadline);
  }

  /** Timers on a clock that only moves when told to. */
  private static final class ManualTimers implements Timers {
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long now;
    private int made;

    private record Due(long at, int order, Runnable task) implements Comparable<Due> {
      @Override
      public int compareTo(Due other) {
        return at != other.at ? Long.compare(at, other.at) : Integer.compare(order, other.order);
      }
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
      var entry = new Due(now + delay.toNanos(), made++, task);
      due.add(entry);
      return () -> due.remove(entry);
    }

    void runAll() {
      runFor(Duration.ofDays(1));
    }

    void runFor(Duration time) {
      long end = now + time.toNanos();
      while (!due.isEmpty() && due.peek().at() <= end) {
        var next = due.poll();
        now = next.at();
        next.task().run();
      }
    }
  }
}
