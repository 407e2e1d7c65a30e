package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt made of several calls of a vendor, each for some of the inputs. The answer goes on
 * once all parts of it are there. Lives on one event loop.
 */
final class BatchingAttempt implements Attempt {

  /** So many parts are asked for at a time. */
  private static final int MOST_AT_ONCE = 4;

  /** Most bytes that are held until the last part is there: twice what one call may answer. */
  private static final long MOST_BYTES = 128L << 20;

  private final ChannelCalls calls;
  private final Call call;
  private final EmbeddingsRequest request;
  private final AttemptSink sink;
  private final List<Part> parts = new ArrayList<>();
  private int opened;
  private int missing;
  private long held;
  private boolean paused;
  private boolean over;
  private AttemptReport report = AttemptReport.UNSENT;

  BatchingAttempt(ChannelCalls calls, Call call, EmbeddingsRequest request, AttemptSink sink) {
    this.calls = calls;
    this.call = call;
    this.request = request;
    this.sink = sink;
  }

  /** Asks for the first parts. */
  Attempt start(EmbeddingsContent content, int most) {
    int count = content.texts().size();
    for (int from = 0; from < count; from += most) {
      var some = content.part(from, Math.min(count, from + most));
      var read = new EmbeddingsReading.Read(some);
      parts.add(new Part(new EmbeddingsPart(request.translation(), read, from), some));
    }
    missing = parts.size();
    try {
      while (opened < Math.min(MOST_AT_ONCE, parts.size())) {
        openNext();
      }
    } catch (RuntimeException bug) {
      callOff(false); // who asked hears of the bug, and has no attempt to cancel
      throw bug;
    }
    return this;
  }

  private void openNext() {
    var part = parts.get(opened++);
    var attempt = calls.open(part.call(), part);
    part.attempt = attempt;
    if (paused) {
      attempt.pause();
    }
  }

  /** Some of the inputs, and what came for them. */
  private final class Part implements AttemptSink {

    private final EmbeddingsPart translation;
    private final EmbeddingsContent content;
    private final List<ByteSlice> vectors = new ArrayList<>();
    private @Nullable Attempt attempt;
    private @Nullable AnswerHead head;
    private TokenUsage usage = TokenUsage.UNKNOWN;

    Part(EmbeddingsPart translation, EmbeddingsContent content) {
      this.translation = translation;
      this.content = content;
    }

    Call call() {
      return BatchingCalls.with(call, request.part(content.texts().size(), translation));
    }

    @Override
    public void head(AnswerHead told) {
      head = told;
    }

    @Override
    public void preamble(ByteSlice bytes) {
      vectors.add(bytes);
    }

    @Override
    public void content(ByteSlice bytes) {
      vectors.add(bytes);
    }

    @Override
    public void end(AttemptReport report) {
      if (over) {
        return;
      }
      usage = report.usage();
      attempt = null;
      missing--;
      vectors.forEach(bytes -> held += bytes.length());
      if (held > MOST_BYTES) {
        giveUp("embeddings of more than " + MOST_BYTES + " bytes");
      } else if (missing == 0) {
        tell();
      } else if (opened < parts.size()) {
        goOn();
      }
    }

    @Override
    public void fail(ProviderFailure failure, AttemptReport report) {
      if (!over) {
        attempt = null;
        var sent = callOff(report.requestSent());
        sink.fail(failure, sent);
      }
    }
  }

  /** Nobody else hears of a bug in a call-back: it ends the attempt before it is reported. */
  private void goOn() {
    try {
      openNext();
    } catch (RuntimeException bug) {
      giveUp("the request could not be written");
      throw bug;
    }
  }

  private void giveUp(String why) {
    sink.fail(new ProviderFailure.Malformed(why), callOff(true));
  }

  /** Whoever calls the attempt off while it is told owes what the vendor did all the same. */
  private void tell() {
    var first = parts.getFirst();
    var dialect = request.translation();
    var usage = usage();
    var opening = ByteSlice.of(dialect.opening(request));
    var closing = ByteSlice.of(dialect.closing(request, first.translation.model(), usage));
    report = new AttemptReport(true, usage, 0, null);
    over = true;
    var head = first.head;
    if (head != null) {
      sink.head(head);
    }
    sink.content(opening);
    parts.forEach(part -> part.vectors.forEach(sink::content));
    sink.content(closing);
    sink.end(report);
  }

  /** Returns the sum over all parts; what one of them lacks is unknown for all. */
  private TokenUsage usage() {
    Long input = 0L;
    for (var part : parts) {
      var told = part.usage.input();
      input = input == null || told == null ? null : Long.valueOf(input + told);
    }
    return new TokenUsage(input, null, null, null, null);
  }

  /** Ends all parts that run; returns what is known of the attempt. */
  private AttemptReport callOff(boolean sentOne) {
    if (over) {
      return report;
    }
    over = true;
    boolean sent = sentOne || missing < parts.size();
    for (var part : parts) {
      var running = part.attempt;
      if (running != null) {
        sent |= running.cancel().requestSent();
      }
    }
    report = new AttemptReport(sent, TokenUsage.UNKNOWN, 0, null);
    return report;
  }

  @Override
  public void pause() {
    paused = true;
    for (var part : parts) {
      if (part.attempt != null) {
        part.attempt.pause();
      }
    }
  }

  @Override
  public void resume() {
    paused = false;
    for (var part : parts) {
      if (part.attempt != null) {
        part.attempt.resume();
      }
    }
  }

  @Override
  public AttemptReport cancel() {
    return callOff(false);
  }
}
