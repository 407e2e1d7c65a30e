package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter.Job;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.provider.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every counter of tokens must do. */
@Timeout(60)
public abstract class TokenCounterContract {

  /** Returns the counter under test. */
  protected abstract TokenCounter counter();

  /** Returns a vendor whose model {@link #model} it has a tokenizer for. */
  protected abstract Vendor vendor();

  /** Returns that model. */
  protected abstract ModelName model();

  @Test
  protected void knows_its_models_and_no_others() {
    assertThat(counter().knows(vendor(), model())).isTrue();
    assertThat(counter().knows(vendor(), new ModelName("nobody/knows-this"))).isFalse();
  }

  @Test
  protected void counts_nothing_for_a_model_it_does_not_know() {
    var unknown = new ModelName("nobody/knows-this");
    assertThat(counted(new Job(vendor(), unknown, request("hello"), text("hello"))))
        .isEqualTo(Tokens.NONE);
  }

  @Test
  protected void counts_what_it_is_asked_to_and_no_more() {
    var both = counted(job(request("one two three"), text("four five")));
    assertThat(both.input()).isNotNull().isPositive();
    assertThat(both.output()).isEqualTo(2);
    assertThat(counted(job(request("one two three"), null)))
        .isEqualTo(new Tokens(both.input(), null));
    assertThat(counted(job(null, text("four five")))).isEqualTo(new Tokens(null, both.output()));
    assertThat(counted(job(null, null))).isEqualTo(Tokens.NONE);
  }

  @Test
  protected void counts_more_for_more() {
    long before = 0;
    for (int words = 1; words < 200; words += 20) {
      var tokens = counted(job(request("word ".repeat(words)), text("word ".repeat(words))));
      assertThat(tokens.output()).isGreaterThan(before).isLessThan(3L * words + 3);
      before = tokens.output();
    }
  }

  @Test
  protected void counts_no_text_as_no_tokens() {
    assertThat(counted(job(null, new GeneratedText.Collector().soFar())).output()).isZero();
  }

  @Test
  protected void takes_the_rest_of_a_long_text_to_be_like_its_beginning() {
    var collector = new GeneratedText.Collector();
    var words = "some words of a long answer ".getBytes(StandardCharsets.UTF_8);
    int rounds = 4 * GeneratedText.MOST_KEPT / words.length;
    for (int i = 0; i < rounds; i++) {
      collector.add(0, words, 0, words.length);
    }
    assertThat(collector.soFar().kept()).isLessThanOrEqualTo(GeneratedText.MOST_KEPT);
    assertThat(counted(job(null, collector.soFar())).output())
        .isBetween(rounds * 6L * 99 / 100, rounds * 6L * 101 / 100 + 1);
  }

  @Test
  protected void answers_each_of_many_jobs_once() throws InterruptedException {
    int threads = 8;
    int each = 50;
    var answers = new ConcurrentLinkedQueue<Integer>();
    var left = new CountDownLatch(threads * each);
    var started = new ArrayList<Thread>();
    for (int t = 0; t < threads; t++) {
      int first = t * each;
      started.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = first; i < first + each; i++) {
                      int number = i;
                      counter()
                          .count(
                              job(request("hi"), text("word ".repeat(number % 7))),
                              tokens -> {
                                answers.add(number);
                                left.countDown();
                              });
                    }
                  }));
    }
    for (var thread : started) {
      thread.join();
    }
    assertThat(left.await(30, TimeUnit.SECONDS))
        .as("answers missing: %d", left.getCount())
        .isTrue();
    assertThat(answers).doesNotHaveDuplicates().hasSize(threads * each);
  }

  /** A job for the model under test. */
  protected final Job job(ChatRequest input, GeneratedText output) {
    return new Job(vendor(), model(), input, output);
  }

  /** Counts and waits for the answer. */
  protected final Tokens counted(Job job) {
    var answer = new CompletableFuture<Tokens>();
    counter().count(job, answer::complete);
    return answer.join();
  }

  /** Returns a chat of one user message; its text must need no escapes. */
  protected static ChatRequest request(String message) {
    return chat("{\"messages\":[{\"role\":\"user\",\"content\":\"" + message + "\"}]}", Set.of());
  }

  /** Returns a chat with this body. */
  protected static ChatRequest chat(String body, Set<ai.lyss.domain.model.Capability> needs) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new ChatRequest(
        Dialect.OPENAI,
        bytes,
        new RequestOutline(
            new ModelName("m"),
            JsonSpan.at(0),
            false,
            null,
            false,
            null,
            null,
            null,
            null,
            1,
            needs,
            1,
            bytes.length),
        Untranslated.REQUEST);
  }

  /** Returns a generated text, escapes as they stand. */
  protected static GeneratedText text(String json) {
    var collector = new GeneratedText.Collector();
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    collector.add(0, bytes, 0, bytes.length);
    return collector.soFar();
  }
}
