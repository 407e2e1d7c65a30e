package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.chat.AnswerHead;
import java.util.Map;

/** What of the head of an answer goes on: its content type and {@code openai-processing-ms}. */
final class OpenAiHead {

  private static final String PROCESSING = "openai-processing-ms";

  private OpenAiHead() {}

  static AnswerHead of(HttpHead head, String otherwise) {
    var type = head.contentType();
    var millis = head.header(PROCESSING);
    return new AnswerHead(
        type == null ? otherwise : type, millis == null ? Map.of() : Map.of(PROCESSING, millis));
  }
}
