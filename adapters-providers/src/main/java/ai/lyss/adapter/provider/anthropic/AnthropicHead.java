package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.chat.AnswerHead;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of the head of an answer goes on to a caller of the same dialect: its content type, when it
 * is one of the few that fit. Limits and ids are those of the gateway's account, not the caller's.
 */
final class AnthropicHead {

  static final String WHOLE = "application/json";
  static final String STREAM = "text/event-stream";

  private static final Set<String> CHARSETS = Set.of("", ";charset=utf-8", "; charset=utf-8");

  private AnthropicHead() {}

  /** Returns the head of an answer of this media type. */
  static AnswerHead of(HttpHead head, String type) {
    var sent = head.contentType();
    var lower = sent == null ? "" : sent.toLowerCase(Locale.ROOT);
    boolean fits = lower.startsWith(type) && CHARSETS.contains(lower.substring(type.length()));
    return new AnswerHead(fits ? lower : type, Map.of());
  }
}
