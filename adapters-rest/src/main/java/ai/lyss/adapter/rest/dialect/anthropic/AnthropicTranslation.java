package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;

/** Messages, for channels of vendors that speak something else. */
final class AnthropicTranslation implements DialectTranslation {

  private final AnswerStamp stamp;

  AnthropicTranslation(AnswerStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  public ContentReading content(ChatRequest request) {
    return AnthropicContentReader.read(request.body());
  }

  @Override
  public AnswerWriter writer(ChatRequest request) {
    var outline = request.outline();
    var model = outline.model().value();
    return outline.stream()
        ? new AnthropicChunkWriter(stamp, model)
        : new AnthropicAnswerWriter(stamp, model);
  }
}
