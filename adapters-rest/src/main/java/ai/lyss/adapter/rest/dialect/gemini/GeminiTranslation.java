package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;

/** generateContent, for channels of vendors that speak something else. */
final class GeminiTranslation implements DialectTranslation {

  private final AnswerStamp stamp;
  private final StreamForm form;

  /** Translates for callers who want their streams in this form. */
  GeminiTranslation(AnswerStamp stamp, StreamForm form) {
    this.stamp = stamp;
    this.form = form;
  }

  @Override
  public ContentReading content(ChatRequest request) {
    return GeminiContentReader.read(request.body());
  }

  @Override
  public AnswerWriter writer(ChatRequest request) {
    var model = request.outline().model().value();
    return request.outline().stream()
        ? new GeminiChunkWriter(stamp, model, form)
        : new GeminiAnswerWriter(stamp, model);
  }

  @Override
  public StreamForm streamForm() {
    return form;
  }
}
