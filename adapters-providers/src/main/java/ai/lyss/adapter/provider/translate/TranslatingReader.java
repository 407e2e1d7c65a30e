package ai.lyss.adapter.provider.translate;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonOut;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer in the vendor's format and hands it on in the caller's: a stream event by event,
 * never more than one of them held; a whole answer once it is whole. What a dialect's writer keeps
 * of it until the end stays within the {@link AnswerBounds}.
 */
public final class TranslatingReader implements AnswerReader, SseScanner.Listener {

  private final Out out;
  private final AnswerTranslator translator;
  private final Framing framing;
  private final AnswerWriter writer;
  private final AnswerLimits limits;
  private final ChunkTally tally;
  private final AnswerBounds bounds = new AnswerBounds();
  private final JsonOut written = new JsonOut();
  private final @Nullable SseScanner events;
  private final @Nullable LineScanner lines;
  private @Nullable BodyBuffer whole;
  private Progress progress = Progress.GOING;
  private @Nullable ProviderFailure excess;
  private boolean contentSeen;
  private boolean headSent;

  /** A reader of the answer to one call. */
  public TranslatingReader(
      Out out,
      AnswerTranslator translator,
      Framing framing,
      ChatRequest request,
      AnswerLimits limits,
      AnswerText text) {
    this.out = out;
    this.translator = translator;
    this.framing = framing;
    this.writer = request.translation().writer(request);
    this.limits = limits;
    this.tally = new ChunkTally(text);
    boolean streamed = request.outline().stream();
    this.whole = streamed ? null : new BodyBuffer(AnswerBounds.MOST_BYTES);
    this.events =
        streamed && framing == Framing.EVENTS ? new SseScanner(limits.eventBytes(), this) : null;
    this.lines =
        streamed && framing == Framing.LINES
            ? new LineScanner(limits.eventBytes(), this::line)
            : null;
  }

  @Override
  public void head(HttpHead head) {
    if (whole == null && head.isJson()) {
      whole = new BodyBuffer(limits.wholeBytes()); // no stream, most likely an error
      return;
    }
    var expected = framing == Framing.EVENTS ? "text/event-stream" : "application/x-ndjson";
    if (whole == null && head.contentType() != null && !head.typeIs(expected)) {
      out.fail(new ProviderFailure.Malformed("the answer is no stream of " + expected));
    }
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (whole != null) {
      if (!whole.add(bytes)) {
        out.fail(new ProviderFailure.Malformed("an answer that is too large"));
      }
      return;
    }
    boolean tooLarge = false;
    if (events != null) {
      events.feed(bytes);
      tooLarge = events.tooLarge();
    } else if (lines != null) {
      lines.feed(bytes);
      tooLarge = lines.tooLarge();
    }
    if (tooLarge) {
      progress =
          new Progress.Failed(
              new ProviderFailure.Malformed("an event of more than " + limits.eventBytes()));
    }
    settle();
  }

  @Override
  public SseScanner.Verdict event(SseEvent event) {
    if (event.hasData() && event.dataTo() > event.dataFrom()) {
      line(event.data(), event.dataFrom(), event.dataTo());
    }
    return isGoing() ? SseScanner.Verdict.DROP : SseScanner.Verdict.STOP;
  }

  @Override
  public void kept(ByteSlice bytes) {
    // the vendor's own bytes never go on
  }

  private void line(byte[] in, int from, int to) {
    if (isGoing()) {
      progress = translator.event(in, from, to, this::chunk);
    }
  }

  private boolean isGoing() {
    return progress instanceof Progress.Going && excess == null;
  }

  private void chunk(ChatChunk chunk) {
    if (excess == null) {
      excess = bounds.add(chunk);
    }
    if (excess != null) {
      return;
    }
    tally.add(chunk);
    contentSeen |= chunk.isContent();
    writer.chunk(chunk, written);
  }

  /** Hands on what was written and ends the answer when it is over. */
  private void settle() {
    if (excess != null) {
      progress = new Progress.Failed(excess);
    }
    switch (progress) {
      case Progress.Going going -> flush();
      case Progress.Whole over -> {
        contentSeen = true;
        writer.end(written);
        flush();
        out.end();
      }
      case Progress.Failed failed -> {
        flush();
        out.fail(failed.failure());
      }
    }
  }

  private void flush() {
    if (written.length() == 0) {
      return;
    }
    if (!headSent) {
      headSent = true;
      out.head(new AnswerHead(writer.contentType(), Map.of()));
    }
    var slice = ByteSlice.of(written.take());
    if (contentSeen) {
      out.content(slice);
    } else {
      out.preamble(slice);
    }
  }

  @Override
  public void end() {
    var body = whole;
    if (body != null) {
      var bytes = body.bytes();
      int to = bytes.offset() + bytes.length();
      progress = translator.whole(bytes.array(), bytes.offset(), to, this::chunk);
    } else {
      if (events != null) {
        var last = events.unfinished();
        if (last != null) {
          event(last);
        }
      } else if (lines != null) {
        lines.end();
      }
      if (isGoing()) {
        progress = translator.streamEnd(this::chunk);
      }
    }
    if (progress instanceof Progress.Going) {
      progress =
          new Progress.Failed(
              new ProviderFailure.BrokenOff("the answer ended without its terminator"));
    }
    settle();
  }

  @Override
  public TokenUsage usage() {
    return tally.usage();
  }

  @Override
  public long contentBytes() {
    return tally.contentBytes();
  }

  @Override
  public @Nullable GeneratedText text() {
    return tally.text();
  }

  @Override
  public @Nullable FinishReason finish() {
    return tally.finish();
  }
}
