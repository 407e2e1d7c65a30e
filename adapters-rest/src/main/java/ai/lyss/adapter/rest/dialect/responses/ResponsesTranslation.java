package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;

/** Responses, for channels of vendors that speak something else. */
final class ResponsesTranslation implements DialectTranslation {

  private final AnswerStamp stamp;

  ResponsesTranslation(AnswerStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  public ContentReading content(ChatRequest request) {
    return ResponsesContentReader.read(request.body());
  }

  @Override
  public AnswerWriter writer(ChatRequest request) {
    var outline = request.outline();
    var frame = new ResponsesFrame(stamp, outline.model().value(), request.body());
    return outline.stream()
        ? new ResponsesChunkWriter(stamp, frame)
        : new ResponsesAnswerWriter(stamp, frame);
  }
}
