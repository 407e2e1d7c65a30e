package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalEmbeddings;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.RawJson;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchingCallsTest {

  private static final ProviderFailure DOWN = new ProviderFailure.Unavailable(503, null);

  private final List<Part> running = new ArrayList<>();
  private final List<Part> all = new ArrayList<>();
  private final RecordingAttemptSink sink = new RecordingAttemptSink();
  private int broken = Integer.MAX_VALUE;

  /** One call of the vendor, answered when a test says so. */
  private final class Part implements Attempt {
    private final EmbeddingsRequest request;
    private final AttemptSink into;
    private int paused;
    private boolean cancelled;

    Part(Call call, AttemptSink into) {
      if (all.size() == broken) {
        throw new IllegalStateException("a bug");
      }
      this.request = (EmbeddingsRequest) call.request();
      this.into = into;
      running.add(this);
      all.add(this);
    }

    String[] texts() {
      return CanonicalEmbeddings.lines(request.translation().content(request)).split("\n");
    }

    /** The vector of a text is its number. */
    void answer(Long tokens) {
      running.remove(this);
      var dialect = request.translation();
      var vectors = new ArrayList<RawJson>();
      for (var text : texts()) {
        vectors.add(RawJson.of("[" + text + ".50]"));
      }
      assertThat(vectors).hasSize(request.inputs().count());
      var usage = new TokenUsage(tokens, null, null, null, null);
      into.head(new AnswerHead(dialect.contentType(), Map.of(), List.of("/user")));
      say(dialect.opening(request));
      say(dialect.vectors(request, vectors, 0));
      say(dialect.closing(request, "vendors", usage));
      into.end(new AttemptReport(true, usage, 0, null));
    }

    private void say(byte[] bytes) {
      if (bytes.length > 0) {
        into.content(ByteSlice.of(bytes));
      }
    }

    @Override
    public void pause() {
      paused++;
    }

    @Override
    public void resume() {
      paused--;
    }

    @Override
    public AttemptReport cancel() {
      cancelled = true;
      running.remove(this);
      return new AttemptReport(true, TokenUsage.UNKNOWN, 0, null);
    }
  }

  /** Whose caller goes away with the first bytes. */
  private record Leaving(Runnable left) implements AttemptSink {
    @Override
    public void head(AnswerHead head) {}

    @Override
    public void preamble(ByteSlice bytes) {}

    @Override
    public void content(ByteSlice bytes) {
      left.run();
    }

    @Override
    public void end(AttemptReport report) {}

    @Override
    public void fail(ProviderFailure failure, AttemptReport report) {}
  }

  private Attempt open(Dialect dialect, int texts, int most, AttemptSink into) {
    var numbers = IntStream.range(0, texts).mapToObj(Integer::toString).toList();
    var request = CanonicalEmbeddings.of(dialect, numbers);
    var provider = Chats.provider("gemini", URI.create("http://vendor.test"), Map.of());
    return new BatchingCalls(Part::new, Dialect.GEMINI, most)
        .open(new Call(provider, new ModelName("m"), request, null, Long.MAX_VALUE), into);
  }

  private static String told(RecordingAttemptSink into) {
    return into.text();
  }

  @Test
  void an_answer_in_parts_is_the_answer_in_one() {
    for (int run = 0; run < 60; run++) {
      var random = Seeds.random(17, run);
      int texts = 1 + random.nextInt(400);
      int most = 1 + random.nextInt(120);
      var as = "seed " + Seeds.seed() + ", run " + run + ": " + texts + " by " + most;
      var whole = new RecordingAttemptSink();
      open(Dialect.OPENAI, texts, texts, whole);
      running.getFirst().answer((long) texts);
      var parts = new RecordingAttemptSink();
      open(Dialect.OPENAI, texts, most, parts);
      while (!running.isEmpty()) {
        assertThat(running).as(as).hasSizeLessThanOrEqualTo(4);
        var next = running.get(random.nextInt(running.size()));
        next.answer((long) next.texts().length);
      }

      assertThat(told(parts)).as(as).isEqualTo(told(whole));
      assertThat(parts.report).as(as).isEqualTo(whole.report);
      assertThat(parts.head).as(as).isEqualTo(whole.head);
      assertThat(parts.order()).as(as).startsWith("head content").endsWith("content end");
    }
  }

  @Test
  void whoever_calls_it_off_while_it_is_told_owes_what_was_done() {
    var attempt = new Attempt[1];
    var reports = new ArrayList<AttemptReport>();
    var leaving = new Leaving(() -> reports.add(attempt[0].cancel()));
    attempt[0] = open(Dialect.OPENAI, 2, 1, leaving);
    List.copyOf(running).forEach(part -> part.answer(7L));

    assertThat(reports)
        .isNotEmpty()
        .allSatisfy(
            report -> {
              assertThat(report.requestSent()).isTrue();
              assertThat(report.usage().input()).isEqualTo(14);
            });
  }

  @Test
  void nothing_goes_on_before_the_last_part_is_there() {
    open(Dialect.OPENAI, 3, 1, sink);
    running.get(2).answer(1L);
    running.get(0).answer(1L);
    assertThat(sink.order()).isEmpty();

    running.getFirst().answer(1L);
    assertThat(told(sink))
        .isEqualTo(
            "{\"vectors\":{\"0\":[0.50],\"1\":[1.50],\"2\":[2.50]},\"model\":\"vendors\","
                + "\"input\":3}");
  }

  @Test
  void usage_that_one_part_lacks_is_unknown() {
    open(Dialect.OPENAI, 3, 2, sink);
    running.get(1).answer(null);
    running.getFirst().answer(5L);

    assertThat(sink.report.usage()).isEqualTo(TokenUsage.UNKNOWN);
    assertThat(told(sink)).endsWith("\"model\":\"vendors\"}");
  }

  @Test
  void a_part_that_fails_ends_the_others() {
    open(Dialect.OPENAI, 9, 1, sink);
    running.getFirst().answer(1L);
    var failed = running.get(2);
    running.remove(failed);
    failed.into.fail(DOWN, AttemptReport.UNSENT);

    assertThat(sink.order()).isEqualTo("fail");
    assertThat(sink.failure).isEqualTo(DOWN);
    assertThat(sink.report.requestSent()).isTrue();
    assertThat(running).isEmpty();
    assertThat(all).as("none is asked for after it").hasSize(5);
  }

  @Test
  void a_refusal_of_the_first_part_left_nothing_behind() {
    open(Dialect.OPENAI, 2, 1, sink);
    all.forEach(part -> running.remove(part));
    all.getFirst().into.fail(DOWN, AttemptReport.UNSENT);
    all.get(1).into.fail(DOWN, AttemptReport.UNSENT);

    assertThat(sink.order()).as("once").isEqualTo("fail");
    assertThat(all.get(1).cancelled).isTrue();
  }

  @Test
  void a_cancel_ends_all_parts_and_says_so_once_more() {
    var attempt = open(Dialect.OPENAI, 9, 2, sink);
    assertThat(attempt.cancel().requestSent()).isTrue();

    assertThat(running).isEmpty();
    assertThat(all).hasSize(4).allMatch(part -> part.cancelled);
    assertThat(sink.order()).isEmpty();
    assertThat(attempt.cancel().requestSent()).isTrue();
  }

  @Test
  void a_bug_leaves_no_part_running() {
    broken = 2;
    assertThatThrownBy(() -> open(Dialect.OPENAI, 9, 1, sink)).hasMessage("a bug");

    assertThat(all).hasSize(2).allMatch(part -> part.cancelled);
    assertThat(sink.order()).isEmpty();
  }

  @Test
  void a_bug_later_on_is_a_failure() {
    broken = 4;
    open(Dialect.OPENAI, 9, 1, sink);
    assertThatThrownBy(() -> running.getFirst().answer(1L)).hasMessage("a bug");

    assertThat(sink.order()).isEqualTo("fail");
    assertThat(sink.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(running).isEmpty();
  }

  @Test
  void a_pause_holds_parts_that_run_and_those_to_come() {
    var attempt = open(Dialect.OPENAI, 6, 1, sink);
    attempt.pause();
    running.getFirst().answer(1L);
    assertThat(running).hasSize(4).allMatch(part -> part.paused == 1);

    attempt.resume();
    assertThat(running).allMatch(part -> part.paused == 0);
  }

  @Test
  void what_would_be_too_much_in_all_is_told_to_be_so() {
    open(Dialect.OPENAI, 2_048, 2_000, sink);
    assertThat(all).hasSize(2);
    all.clear();
    open(Dialect.OPENAI, 2_049, 2_000, sink);

    assertThat(all).hasSize(1);
    var request = all.getFirst().request;
    assertThat(request.translation().content(request))
        .isInstanceOfSatisfying(
            EmbeddingsReading.Untranslatable.class,
            why -> assertThat(why.error().message()).contains("2049").contains("2048"));
  }

  @Test
  void what_fits_and_what_is_the_vendors_own_goes_as_it_is() {
    open(Dialect.OPENAI, 5, 5, sink);
    open(Dialect.GEMINI, 9, 5, sink);

    assertThat(all).extracting(part -> part.request.inputs().count()).containsExactly(5, 9);
  }
}
