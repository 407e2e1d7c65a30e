package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;

/** Chat Completions, for channels of vendors that speak something else. */
final class OpenAiTranslation implements DialectTranslation {

  private final AnswerStamp stamp;

  OpenAiTranslation(AnswerStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  public ContentReading content(ChatRequest request) {
    return OpenAiContentReader.read(request.body());
  }

  @Override
  public AnswerWriter writer(ChatRequest request) {
    var outline = request.outline();
    var model = outline.model().value();
    var calls = new OpenAiCallWriter(request.body());
    return outline.stream()
        ? new OpenAiChunkWriter(stamp, model, outline.usageAsked(), calls)
        : new OpenAiAnswerWriter(stamp, model, calls);
  }
}
