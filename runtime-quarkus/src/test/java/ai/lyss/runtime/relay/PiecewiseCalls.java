package ai.lyss.runtime.relay;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/** A vendor whose answers come in the pieces that a test chooses, each in a turn of its own. */
final class PiecewiseCalls implements ChannelCalls {

  private final Vertx vertx;
  private final OpenAiProtocol protocol =
      OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);
  private volatile List<byte[]> pieces = List.of();

  PiecewiseCalls(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Sets the pieces of the answers to come. */
  void answer(List<byte[]> next) {
    pieces = next;
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    var answer = new Answer(sink, vertx.getOrCreateContext(), pieces);
    answer.reader = protocol.reader(call, answer);
    answer.context.runOnContext(start -> answer.start());
    return answer;
  }

  private static final class Answer implements Attempt, AnswerReader.Out {

    private final AttemptSink sink;
    private final Context context;
    private final List<byte[]> pieces;
    private AnswerReader reader;
    private boolean over;

    Answer(AttemptSink sink, Context context, List<byte[]> pieces) {
      this.sink = sink;
      this.context = context;
      this.pieces = pieces;
    }

    void start() {
      var headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "text/event-stream");
      reader.head(new HttpHead(200, headers));
      turn(0);
    }

    private void turn(int next) {
      if (over) {
        return;
      }
      if (next == pieces.size()) {
        reader.end();
        return;
      }
      reader.bytes(ByteSlice.of(pieces.get(next)));
      context.runOnContext(later -> turn(next + 1));
    }

    private AttemptReport report() {
      return new AttemptReport(
          true, reader.usage(), reader.contentBytes(), reader.finish(), reader.text());
    }

    @Override
    public void head(AnswerHead head) {
      sink.head(head);
    }

    @Override
    public void preamble(ByteSlice bytes) {
      sink.preamble(bytes);
    }

    @Override
    public void content(ByteSlice bytes) {
      sink.content(bytes);
    }

    @Override
    public void end() {
      over = true;
      sink.end(report());
    }

    @Override
    public void fail(ProviderFailure failure) {
      over = true;
      sink.fail(failure, report());
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public AttemptReport cancel() {
      over = true;
      return report();
    }
  }
}
