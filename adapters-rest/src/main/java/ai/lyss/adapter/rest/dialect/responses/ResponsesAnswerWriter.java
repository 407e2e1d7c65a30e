package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;

/** Writes a whole answer as a response object. */
final class ResponsesAnswerWriter implements AnswerWriter {

  private final ResponsesFrame frame;
  private final ResponsesOutput output;

  ResponsesAnswerWriter(AnswerStamp stamp, ResponsesFrame frame) {
    this.frame = frame;
    this.output = new ResponsesOutput(stamp, frame.customTools(), new Untold());
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    if (chunk instanceof ChatChunk.Started started) {
      frame.answeredBy(started.model());
    }
    output.add(chunk, out);
  }

  @Override
  public void end(JsonOut out) {
    output.end(ResponsesItem.Status.COMPLETED, out);
    frame.write(output, out);
  }

  /** Nobody hears of the steps of an answer that comes whole. */
  private static final class Untold implements ResponsesOutput.Steps {
    @Override
    public void added(ResponsesItem item, JsonOut out) {}

    @Override
    public void partAdded(ResponsesItem item, ResponsesPart part, JsonOut out) {}

    @Override
    public void grown(ResponsesItem item, ResponsesPart part, JsonChars by, JsonOut out) {}

    @Override
    public void annotated(
        ResponsesItem item, ResponsesPart part, int place, RawJson annotation, JsonOut out) {}

    @Override
    public void partDone(ResponsesItem item, ResponsesPart part, JsonOut out) {}

    @Override
    public void done(ResponsesItem item, JsonOut out) {}
  }
}
