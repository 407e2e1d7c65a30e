package ai.lyss.adapter.provider.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.port.TokenCounter.Job;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.port.TokenCounterContract;
import ai.lyss.domain.provider.Vendor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JtokkitTokenCounterTest extends TokenCounterContract {

  private static final Vendor OPENAI = new Vendor("openai");
  private static final JtokkitTokenCounter COUNTER =
      new JtokkitTokenCounter(Duration.ofSeconds(5), System::nanoTime);

  /** The example that OpenAI's cookbook compares with what the API bills. */
  private static final String COOKBOOK =
      """
      {"messages":[
       {"role":"system","content":"You are a helpful, pattern-following assistant that translates \
      corporate jargon into plain English."},
       {"role":"system","name":"example_user","content":"New synergies will help drive top-line \
      growth."},
       {"role":"system","name":"example_assistant","content":"Things working well together will \
      increase revenue."},
       {"role":"system","name":"example_user","content":"Let's circle back when we have more \
      bandwidth to touch base on opportunities for increased leverage."},
       {"role":"system","name":"example_assistant","content":"Let's talk later when we're less busy \
      about how to do better."},
       {"role":"user","content":"This late pivot means we don't have time to boil the ocean for the \
      client deliverable."}]}""";

  private static final String COOKBOOK_TOOLS =
      """
      {"tools":[{"type":"function","function":{"name":"get_current_weather",
        "description":"Get the current weather in a given location","parameters":{"type":"object","properties":{
        "location":{"type":"string","description":"The city and state, e.g. San Francisco, CA"},
        "unit":{"type":"string","description":"The unit of temperature to return",
                "enum":["celsius","fahrenheit"]}},"required":["location"]}}}],
       "messages":[
        {"role":"system",
         "content":"You are a helpful assistant that can answer to questions about the weather."},
        {"role":"user","content":"What's the weather like in San Francisco?"}]}""";

  @AfterAll
  static void close() {
    COUNTER.close();
  }

  @Override
  protected TokenCounter counter() {
    return COUNTER;
  }

  @Override
  protected Vendor vendor() {
    return OPENAI;
  }

  @Override
  protected ModelName model() {
    return new ModelName("gpt-4o-mini");
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o,124", "gpt-4o-mini,124", "gpt-4,129", "gpt-3.5-turbo,129"})
  void counts_what_openai_bills_for_the_messages_of_its_cookbook(String model, long tokens) {
    var job = new Job(OPENAI, new ModelName(model), chat(COOKBOOK, Set.of()), null);
    assertThat(counted(job).input()).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"gpt-4o,101", "gpt-4,105", "gpt-3.5-turbo,105"})
  void counts_what_openai_bills_for_the_functions_of_its_cookbook(String model, long tokens) {
    var job = new Job(OPENAI, new ModelName(model), chat(COOKBOOK_TOOLS, Set.of()), null);
    assertThat(counted(job).input()).isEqualTo(tokens);
  }

  @Test
  void counts_parts_calls_and_old_functions_and_no_ids_or_types() {
    var parts =
        chat(
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"hello"
                + " world\"}]}]}",
            Set.of());
    var call =
        chat(
            "{\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":"
                + "\"call_abcdefghijklmnop\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
                + "\"call_abcdefghijklmnop\",\"content\":\"ok\"}]}",
            Set.of());
    assertThat(counted(job(parts, null))).isEqualTo(counted(job(request("hello world"), null)));
    // 3 + two messages of 3, two roles, a name, its arguments and an answer of one token each
    assertThat(counted(job(call, null)).input()).isEqualTo(3 + 6 + 2 + 2 + 1);
    var old = COOKBOOK_TOOLS.replace("\"tools\"", "\"functions\"");
    assertThat(counted(job(chat(old, Set.of()), null)).input()).isEqualTo(101);
  }

  @Test
  void does_not_count_input_that_is_no_text() {
    for (var media : Set.of(Capability.IMAGES, Capability.AUDIO, Capability.DOCUMENTS)) {
      assertThat(counted(job(chat(COOKBOOK, Set.of(media)), text("hello"))))
          .isEqualTo(new Tokens(null, 1L));
    }
  }

  @Test
  void takes_the_rest_of_a_long_input_to_be_like_its_beginning() {
    var words = "many words to be read by nobody ";
    var tokens = counted(job(request(words.repeat(20_000)), null));
    assertThat(tokens.input()).isBetween(20_000 * 7L * 99 / 100, 20_000 * 7L * 101 / 100 + 9);
  }

  @Test
  void takes_special_tokens_and_broken_characters_for_text() {
    assertThat(counted(job(null, text("<|endoftext|>"))).output()).isGreaterThan(1);
    assertThat(counted(job(null, text("\\ud800 x \\udc00"))).output()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "0", " ", "\\n", "你", "😀", "!"})
  void stands_texts_that_are_hard_to_cut_into_words(String unit) {
    int times = 60_000 / unit.length();
    assertThat(counted(job(null, text(unit.repeat(times)))).output()).isBetween(100L, 61_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, true",
    "openai, gpt-4o-2024-11-20, true",
    "openai, ft:gpt-4o-mini-2024-07-18:org::id, true",
    "openai, o3-mini, true",
    "openai, gpt-5.1, true",
    "openai, gpt-5-nano, true",
    "openai, gpt-4-turbo, true",
    "azure-openai, gpt-35-turbo-16k, true",
    "openai-compatible, openai/gpt-4.1-mini, true",
    "openai, gpt-4.9, false",
    "openai, gpt-40, false",
    "openai, o10, false",
    "openai, whisper-1, false",
    "deepseek, gpt-4o, false",
    "simulator, gpt-4o, false",
    "openai-compatible, deepseek-chat, false",
    "openai-compatible, my-gpt-4o, false",
  })
  void knows_families_of_models(String vendor, String model, boolean known) {
    assertThat(COUNTER.knows(new Vendor(vendor), new ModelName(model))).isEqualTo(known);
  }

  @Test
  void answers_what_waits_when_it_is_closed_and_counts_nothing_after() throws Exception {
    var closing = new JtokkitTokenCounter(Duration.ZERO, System::nanoTime);
    int jobs = 500;
    var answers = new AtomicInteger();
    var all = new CountDownLatch(jobs);
    for (int i = 0; i < jobs; i++) {
      closing.count(
          job(request("hello"), text("word ".repeat(1_000))),
          tokens -> {
            answers.incrementAndGet();
            all.countDown();
          });
    }
    closing.close();
    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(answers).hasValue(jobs);

    var after = new AtomicReference<Tokens>();
    closing.count(job(null, text("hello")), after::set);
    assertThat(after).hasValue(Tokens.NONE);
  }

  @Test
  void counts_nothing_while_too_many_bytes_wait() throws Exception {
    var counter = new JtokkitTokenCounter(Duration.ofSeconds(5), System::nanoTime);
    var gate = new CountDownLatch(1);
    var large = request("word ".repeat(8_000_000)); // 40 MB: two of them are too many
    var first = new AtomicReference<Tokens>();
    var second = new AtomicReference<Tokens>();
    counter.count(
        job(null, text("hold")),
        tokens -> {
          try {
            gate.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    counter.count(
        job(null, text("hold")),
        tokens -> {
          try {
            gate.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    counter.count(job(large, null), first::set);
    counter.count(job(large, null), second::set);
    assertThat(second).hasValue(Tokens.NONE);
    gate.countDown();
    counter.close();
    assertThat(first.get().input()).isNotNull().isBetween(7_900_000L, 8_100_000L);
  }

  @Test
  void counts_nothing_that_has_waited_too_long_and_the_next_at_once() throws Exception {
    var now = new AtomicLong();
    var counter = new JtokkitTokenCounter(Duration.ofSeconds(5), now::get);
    var gate = new CountDownLatch(1);
    var held = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      counter.count(
          job(null, text("hold")),
          tokens -> {
            held.countDown();
            try {
              gate.await();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
          });
    }
    held.await();
    var late = new ConcurrentLinkedQueue<Tokens>();
    for (int i = 0; i < 1_000; i++) {
      counter.count(job(request("hello"), text("hello")), late::add);
    }
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    counter.count(job(null, text("hello")), late::add);
    assertThat(late).as("none has waited longer than 4 s").isEmpty();

    now.addAndGet(1);
    var next = new CompletableFuture<Tokens>();
    counter.count(job(null, text("hello")), next::complete);
    assertThat(late)
        .as("answered by the next one's arrival")
        .hasSize(1_000)
        .containsOnly(Tokens.NONE);
    gate.countDown();
    assertThat(next.get(30, TimeUnit.SECONDS).output()).isEqualTo(1);
    counter.close();
  }

  @Test
  void counts_nothing_that_has_waited_too_long_where_nothing_else_arrives() throws Exception {
    var now = new AtomicLong();
    var counter = new JtokkitTokenCounter(Duration.ofSeconds(5), now::get);
    var gate = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      counter.count(
          job(null, text("hold")),
          tokens -> {
            try {
              gate.await();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
          });
    }
    var late = new CompletableFuture<Tokens>();
    counter.count(job(null, text("hello")), late::complete);
    now.addAndGet(Duration.ofSeconds(4).toNanos() + 1);
    gate.countDown();
    assertThat(late.get(30, TimeUnit.SECONDS)).isEqualTo(Tokens.NONE);
    counter.close();
  }

  @Test
  void counts_other_dialects_as_what_is_sent() {
    var openAi =
        chat(
            """
            {"messages":[{"role":"system","content":"Be brief."},
             {"role":"user","content":"What's the weather like in San Francisco?"},
             {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
              "function":{"name":"weather","arguments":"{\\"city\\":\\"SF\\"}"}}]},
             {"role":"tool","tool_call_id":"call_1","content":"fog"}],
             "tools":[{"type":"function","function":{"name":"weather","description":"Tells it.",
              "parameters":{"type":"object","properties":{"city":{"type":"string",
              "description":"where","enum":["SF","LA"]}}}}}]}""",
            Set.of());
    var other =
        CanonicalRequest.whole(
            Dialect.ANTHROPIC,
            GoldenFile.json(
                """
                {"messages":[{"system":"Be brief."},
                 {"user":"What's the weather like in San Francisco?"},
                 {"assistant":[{"reasoning":"hm, costs nothing"},
                  {"call":"call_1","name":"weather","arguments":{"city":"SF"}}]},
                 {"tool":"call_1","parts":"fog"}],
                 "tools":[{"function":"weather","description":"Tells it.",
                  "parameters":{"type":"object","properties":{"city":{"type":"string",
                  "description":"where","enum":["SF","LA"]}}}}]}"""));
    var counted = counted(job(openAi, null)).input();

    assertThat(counted).isBetween(60L, 100L);
    assertThat(counted(job(other, null)).input()).isEqualTo(counted);
  }

  @Test
  void does_not_count_media_of_other_dialects() {
    var image =
        CanonicalRequest.whole(
            Dialect.GEMINI,
            GoldenFile.json(
                "{\"messages\":[{\"user\":[\"a\",{\"image\":{\"url\":\"https://a/b\"}}]}]}"));
    assertThat(counted(job(image, text("hello")))).isEqualTo(new Tokens(null, 1L));
  }
}
