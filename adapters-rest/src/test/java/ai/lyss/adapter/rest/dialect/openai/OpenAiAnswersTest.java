package ai.lyss.adapter.rest.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatChunk.CallArguments;
import ai.lyss.domain.content.ChatChunk.CallStarted;
import ai.lyss.domain.content.ChatChunk.Finished;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.store.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Streams and whole answers as the strictest of OpenAI's clients would have them. */
class OpenAiAnswersTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000));
  private static final AnswerStamp STAMP = new AnswerStamp(CLOCK, new Ids(CLOCK, Seeds.random()));
  private static final ChatChunk STARTED = new ChatChunk.Started("c", "m");
  private static final TokenUsage USED = new TokenUsage(2_160L, 31L, 2_048L, 100L, 8L);

  private static ChatChunk text(int choice, String text) {
    return new ChatChunk.Text(choice, JsonChars.of(text));
  }

  private static ChatChunk finished(int choice, FinishReason reason) {
    return new Finished(choice, reason, null, null);
  }

  private static String write(AnswerWriter writer, List<ChatChunk> chunks) {
    var out = new JsonOut();
    chunks.forEach(chunk -> writer.chunk(chunk, out));
    writer.end(out);
    return new String(out.take(), StandardCharsets.UTF_8);
  }

  private static String stream(boolean usageAsked, ChatChunk... chunks) {
    return write(new OpenAiChunkWriter(STAMP, "public", usageAsked, calls()), List.of(chunks));
  }

  private static JsonTree whole(ChatChunk... chunks) {
    return GoldenFile.json(
        write(new OpenAiAnswerWriter(STAMP, "public", calls()), List.of(chunks)));
  }

  /** Calls for a request whose tool {@code sql} takes free text. */
  private static OpenAiCallWriter calls() {
    var request =
        "{\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"sql\"}},"
            + "{\"type\":\"custom\",\"custom\":{\"name\":\"f\"}},"
            + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}";
    return new OpenAiCallWriter(request.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void streams_a_call_of_a_free_text_tool_as_the_text_comes() {
    var told =
        stream(
            false,
            STARTED,
            new CallStarted(0, 0, "call_1", "sql", null),
            new CallArguments(0, 0, JsonChars.of("{\"inp")),
            new CallArguments(0, 0, JsonChars.of("ut\": \"SELECT \\")),
            new CallArguments(0, 0, JsonChars.of("\"é\\u00e9\"}")),
            new CallStarted(0, 1, "call_2", "sql", null),
            new CallArguments(0, 1, JsonChars.of("{\"query\":1}")),
            finished(0, FinishReason.TOOL_CALLS));
    assertThat(told)
        .contains(
            delta(
                    0,
                    "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"custom\","
                        + "\"custom\":{\"name\":\"sql\",\"input\":\"\"}}]}")
                + delta(0, input(0, "SELECT "))
                + delta(0, input(0, "\\\"éé"))
                + delta(
                    0,
                    "{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"type\":\"custom\","
                        + "\"custom\":{\"name\":\"sql\",\"input\":\"\"}}]}")
                + delta(0, input(1, "{\\\"query\\\":1}")));
  }

  private static String input(int call, String text) {
    return "{\"tool_calls\":[{\"index\":" + call + ",\"custom\":{\"input\":\"" + text + "\"}}]}";
  }

  @Test
  void writes_calls_of_free_text_tools_and_of_functions_in_their_own_forms() {
    var told =
        whole(
            STARTED,
            new CallStarted(0, 0, "call_1", "sql", null),
            new CallArguments(0, 0, JsonChars.of("{\"input\":\"SELECT 1\"}")),
            new CallStarted(0, 1, "call_2", "f", null),
            finished(0, FinishReason.TOOL_CALLS));
    var calls = told.get("choices").children().getFirst().get("message").get("tool_calls");
    assertThat(GoldenFile.normal(calls))
        .isEqualTo(
            GoldenFile.normal(
                "[{\"id\":\"call_1\",\"type\":\"custom\","
                    + "\"custom\":{\"name\":\"sql\",\"input\":\"SELECT 1\"}},"
                    + "{\"id\":\"call_2\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"));
  }

  @Test
  void cites_pages_and_says_which_characters_come_from_them() {
    var page = Citation.ofPage("https://a", "A", "q");
    var document = new Citation(new Citation.Source.Document(0L, null, null), "D", null, null);
    var chunks =
        new ChatChunk[] {
          STARTED,
          text(0, "Marée "),
          text(0, "haute 😀"),
          new ChatChunk.Cited(0, page),
          new ChatChunk.Cited(0, page.of(new Citation.Range(6, 11))),
          new ChatChunk.Cited(0, document),
          finished(0, FinishReason.STOP)
        };
    var all = annotation(0, 13);
    var some = annotation(6, 11);
    assertThat(stream(false, chunks))
        .contains(
            delta(0, "{\"annotations\":[" + all + "]}")
                + delta(0, "{\"annotations\":[" + some + "]}")
                + event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]"));
    var message = whole(chunks).get("choices").children().getFirst().get("message");
    assertThat(message.get("annotations").raw().text()).isEqualTo("[" + all + "," + some + "]");
  }

  private static String annotation(int from, int to) {
    return "{\"type\":\"url_citation\",\"url_citation\":{\"start_index\":"
        + from
        + ",\"end_index\":"
        + to
        + ",\"url\":\"https://a\",\"title\":\"A\",\"content\":\"q\"}}";
  }

  private static String event(String choices) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
        + "\"model\":\"m\",\"choices\":"
        + choices
        + "}\n\n";
  }

  private static String delta(int choice, String delta) {
    return event("[{\"index\":" + choice + ",\"delta\":" + delta + ",\"finish_reason\":null}]");
  }

  private static String role(int choice) {
    return delta(choice, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
  }

  @Test
  void streams_role_text_finish_and_marker_in_this_order() {
    assertThat(
            stream(
                false, STARTED, text(0, "It"), text(0, " \"is\"."), finished(0, FinishReason.STOP)))
        .isEqualTo(
            role(0)
                + delta(0, "{\"content\":\"It\"}")
                + delta(0, "{\"content\":\" \\\"is\\\".\"}")
                + event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]")
                + "data: [DONE]\n\n");
  }

  @Test
  void tells_usage_in_a_chunk_of_its_own_when_it_was_asked_for() {
    var told =
        stream(
            true,
            STARTED,
            text(0, "a"),
            new ChatChunk.UsageReported(USED),
            finished(0, FinishReason.STOP));
    var usage =
        "{\"prompt_tokens\":2160,\"completion_tokens\":31,\"total_tokens\":2191,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":2048,\"cache_write_tokens\":100},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":8}}";
    assertThat(told)
        .isEqualTo(
            role(0).replace("}]}", "}],\"usage\":null}")
                + delta(0, "{\"content\":\"a\"}").replace("}]}", "}],\"usage\":null}")
                + event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null")
                + event("[],\"usage\":" + usage)
                + "data: [DONE]\n\n");
    assertThat(stream(false, STARTED, new ChatChunk.UsageReported(USED))).doesNotContain("usage");
  }

  @Test
  void streams_calls_by_their_index() {
    var signed = new ThoughtSignature(Issuer.GEMINI, "gem");
    assertThat(
            stream(
                false,
                STARTED,
                new CallStarted(0, 0, "call_a", "tide", null),
                new CallArguments(0, 0, JsonChars.of("{\"port\":")),
                new CallStarted(0, 1, "call_b", "moon", signed),
                new CallArguments(0, 1, JsonChars.of("{}")),
                finished(0, FinishReason.TOOL_CALLS)))
        .isEqualTo(
            role(0)
                + delta(
                    0,
                    "{\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"tide\",\"arguments\":\"\"}}]}")
                + delta(
                    0,
                    "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                        + "\"{\\\"port\\\":\"}}]}")
                + delta(
                    0,
                    "{\"tool_calls\":[{\"index\":1,\"id\":\"call_b__thought__Z2Vt\","
                        + "\"type\":\"function\","
                        + "\"function\":{\"name\":\"moon\",\"arguments\":\"\"}}]}")
                + delta(0, "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}")
                + event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]")
                + "data: [DONE]\n\n");
  }

  @Test
  void gives_each_choice_its_role_and_its_finish_when_they_are_mixed() {
    assertThat(
            stream(
                false,
                STARTED,
                text(1, "b"),
                text(0, "a"),
                text(1, "c"),
                finished(1, FinishReason.LENGTH),
                finished(0, FinishReason.CONTENT_FILTER)))
        .isEqualTo(
            role(0)
                + role(1)
                + delta(1, "{\"content\":\"b\"}")
                + delta(0, "{\"content\":\"a\"}")
                + delta(1, "{\"content\":\"c\"}")
                + event("[{\"index\":1,\"delta\":{},\"finish_reason\":\"length\"}]")
                + event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"content_filter\"}]")
                + "data: [DONE]\n\n");
  }

  @Test
  void streams_what_openai_has_no_word_for_under_the_usual_names() {
    var claude = new ThoughtSignature(Issuer.ANTHROPIC, "sig");
    var told =
        stream(
            false,
            STARTED,
            new ChatChunk.Reasoning(0, JsonChars.of("hm")),
            new ChatChunk.ReasoningSigned(0, claude),
            new ChatChunk.SealedReasoning(0, claude),
            new ChatChunk.Refusal(0, JsonChars.of("no")),
            new ChatChunk.ImageMade(0, "image/png", "aGk="),
            new ChatChunk.Cited(0, Citation.ofPage("https://a", null, "q")),
            new ChatChunk.Logprobs(0, RawJson.of("[{\"token\":\"a\",\"logprob\":-0.50}]")),
            new Finished(0, FinishReason.OTHER, null, "pause_turn"));
    assertThat(told)
        .contains(
            delta(0, "{\"reasoning_content\":\"hm\"}"),
            delta(
                0,
                "{\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"\","
                    + "\"signature\":\"sig\"}]}"),
            delta(0, "{\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"sig\"}]}"),
            delta(0, "{\"refusal\":\"no\"}"),
            "{\"images\":[{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/png;base64,aGk=\"}}]}",
            "\"url\":\"https://a\"",
            "\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-0.50}],\"refusal\":null}",
            "\"finish_reason\":\"stop\",\"native_finish_reason\":\"pause_turn\"");
  }

  @Test
  void names_the_public_model_and_an_id_of_its_own_where_the_vendor_names_none() {
    var told = stream(false, new ChatChunk.Started(null, null), text(0, "a"));
    assertThat(told)
        .contains("\"model\":\"public\"")
        .containsPattern("\"id\":\"chatcmpl-[0-9a-f]{32}\"");
    assertThat(whole(text(0, "a")).textOf("model")).isEqualTo("public");
    assertThat(whole(text(0, "a")).textOf("id")).matches("chatcmpl-[0-9a-f]{32}");
  }

  @Test
  void writes_a_whole_answer_as_openai_does() {
    var told =
        whole(
            STARTED,
            text(0, "Bon"),
            text(0, "jour."),
            new ChatChunk.UsageReported(USED),
            finished(0, FinishReason.STOP));
    assertThat(GoldenFile.normal(told))
        .isEqualTo(
            GoldenFile.normal(
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Bonjour.\",\"refusal\":null,\"annotations\":[]},"
                    + "\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":2160,\"completion_tokens\":31,"
                    + "\"total_tokens\":2191,\"prompt_tokens_details\":{\"cached_tokens\":2048,"
                    + "\"cache_write_tokens\":100},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":8}}}"));
  }

  @Test
  void writes_calls_refusals_and_thoughts_of_a_whole_answer() {
    var message =
        whole(
                new ChatChunk.Reasoning(0, JsonChars.of("hm")),
                new ChatChunk.ReasoningSigned(0, new ThoughtSignature(Issuer.ANTHROPIC, "s")),
                new CallStarted(0, 0, "c1", "f", new ThoughtSignature(Issuer.GEMINI, "gem")),
                new CallArguments(0, 0, JsonChars.of("{\"a\":1.0}")),
                new ChatChunk.Refusal(0, JsonChars.of("no")),
                finished(0, FinishReason.TOOL_CALLS))
            .get("choices")
            .children()
            .getFirst()
            .get("message");
    assertThat(GoldenFile.normal(message))
        .isEqualTo(
            GoldenFile.normal(
                "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"no\","
                    + "\"reasoning_content\":\"hm\",\"thinking_blocks\":[{\"type\":\"thinking\","
                    + "\"thinking\":\"hm\",\"signature\":\"s\"}],\"annotations\":[],"
                    + "\"tool_calls\":[{\"id\":\"c1__thought__Z2Vt\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1.0}\"}}]}"));
  }

  @Test
  void tells_no_usage_where_nobody_counted() {
    assertThat(whole(text(0, "a")).get("usage")).isNull();
    assertThat(stream(true, STARTED, text(0, "a"))).contains("\"choices\":[],\"usage\":null}");
  }

  @Test
  void streams_what_folds_into_the_whole_answer() {
    for (int run = 0; run < 500; run++) {
      var chunks = chunks(Seeds.random(61, run));
      var where = "seed " + Seeds.seed() + ", run " + run;
      var whole = whole(chunks.toArray(ChatChunk[]::new));
      var streamed = stream(true, chunks.toArray(ChatChunk[]::new));
      assertThat(folded(streamed)).as(where).isEqualTo(said(whole));
      assertThat(streamed).as(where).endsWith("data: [DONE]\n\n");
    }
  }

  private static List<ChatChunk> chunks(Random random) {
    var chunks = new ArrayList<ChatChunk>(List.of(STARTED));
    int choices = 1 + random.nextInt(3);
    var calls = new int[choices];
    for (int i = random.nextInt(20); i > 0; i--) {
      int choice = random.nextInt(choices);
      var said = JsonChars.of("é\n\"漢\" 😀 ".substring(0, 1 + random.nextInt(5)));
      switch (random.nextInt(4)) {
        case 0 -> chunks.add(new ChatChunk.Reasoning(choice, said));
        case 1 -> {
          int call = calls[choice]++;
          chunks.add(new CallStarted(choice, call, "id" + call, "f" + call, null));
          chunks.add(new CallArguments(choice, call, JsonChars.of("{\"a\":")));
          chunks.add(new CallArguments(choice, call, JsonChars.of(random.nextInt(99) + "}")));
        }
        default -> chunks.add(new ChatChunk.Text(choice, said));
      }
    }
    for (int choice = 0; choice < choices; choice++) {
      chunks.add(finished(choice, FinishReason.values()[random.nextInt(4)]));
    }
    return chunks;
  }

  /** What each choice of a whole answer says. */
  private static Map<Long, String> said(JsonTree whole) {
    var said = new TreeMap<Long, String>();
    for (var choice : whole.get("choices").children()) {
      var message = choice.get("message");
      var told = new StringBuilder(choice.textOf("finish_reason"));
      told.append('|').append(message.textOf("content") == null ? "" : message.textOf("content"));
      var thoughts = message.textOf("reasoning_content");
      told.append('|').append(thoughts == null ? "" : thoughts);
      var calls = message.get("tool_calls");
      for (var call : calls == null ? List.<JsonTree>of() : calls.children()) {
        told.append('|').append(call.textOf("id")).append(call.get("function").textOf("name"));
        told.append(call.get("function").textOf("arguments"));
      }
      said.put(choice.get("index").whole(), told.toString());
    }
    return said;
  }

  /** Reads a stream as a client does: by index of choice and call. */
  private static Map<Long, String> folded(String stream) {
    var text = new TreeMap<Long, StringBuilder>();
    var thoughts = new TreeMap<Long, StringBuilder>();
    var calls = new TreeMap<Long, TreeMap<Long, StringBuilder>>();
    var finish = new TreeMap<Long, String>();
    for (var event : stream.split("\n\n")) {
      if (event.equals("data: [DONE]")) {
        break;
      }
      for (var choice : GoldenFile.json(event.substring(6)).get("choices").children()) {
        long index = choice.get("index").whole();
        var delta = choice.get("delta");
        append(text, index, delta.textOf("content"));
        append(thoughts, index, delta.textOf("reasoning_content"));
        var parts = delta.get("tool_calls");
        var of = calls.computeIfAbsent(index, first -> new TreeMap<>());
        for (var part : parts == null ? List.<JsonTree>of() : parts.children()) {
          var id = part.textOf("id");
          var function = part.get("function");
          append(of, part.get("index").whole(), id == null ? null : id + function.textOf("name"));
          append(of, part.get("index").whole(), function.textOf("arguments"));
        }
        if (choice.textOf("finish_reason") != null) {
          assertThat(finish.put(index, choice.textOf("finish_reason"))).isNull();
        }
      }
    }
    var said = new TreeMap<Long, String>();
    finish.forEach(
        (index, reason) -> {
          var told = new StringBuilder(reason);
          told.append('|').append(text.get(index)).append('|');
          told.append(thoughts.getOrDefault(index, new StringBuilder()));
          calls.get(index).values().forEach(call -> told.append('|').append(call));
          said.put(index, told.toString());
        });
    return said;
  }

  private static void append(Map<Long, StringBuilder> to, long index, String text) {
    if (text != null) {
      to.computeIfAbsent(index, first -> new StringBuilder()).append(text);
    }
  }
}
