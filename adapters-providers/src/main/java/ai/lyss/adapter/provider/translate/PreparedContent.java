package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;

/**
 * The content of a request that has been read already, and perhaps completed. Immutable.
 *
 * @param dialect the caller's
 * @param content what the request says
 */
record PreparedContent(DialectTranslation dialect, ChatContent content)
    implements DialectTranslation {

  @Override
  public ContentReading content(ChatRequest request) {
    return new ContentReading.Read(content);
  }

  @Override
  public AnswerWriter writer(ChatRequest request) {
    return dialect.writer(request);
  }
}
