package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.chat.AnswerHead;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the head of an answer goes on: its content type, when it is one of the few that fit, and
 * {@code openai-processing-ms}, when it is a number. A vendor's words in other places could name
 * what no caller is to see, or make a browser take an answer for a page.
 */
final class OpenAiHead {

  static final String WHOLE = "application/json";
  static final String STREAM = "text/event-stream";

  private static final Set<String> CHARSETS = Set.of("", ";charset=utf-8", "; charset=utf-8");
  private static final String PROCESSING = "openai-processing-ms";
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,6})?");

  private static final String PARAMETERS =
      "(?:\\s*;\\s*(?:charset|codecs|rate|channels|bitrate)=[\\w.-]{1,32}){0,4}";

  private static final Pattern SOUND =
      Pattern.compile("(?i)(?:audio/[\\w.+-]{1,64}|application/octet-stream)" + PARAMETERS);

  private static final Pattern TEXT =
      Pattern.compile("(?i)(?:text/(?:plain|vtt|srt)|application/(?:x-subrip|srt))" + PARAMETERS);

  private OpenAiHead() {}

  /** Returns the head of an answer of this media type. */
  static AnswerHead of(HttpHead head, String type) {
    return new AnswerHead(contentType(head.contentType(), type), processing(head));
  }

  /** Returns the head of an answer of sound; null when it is none. */
  static @Nullable AnswerHead ofSound(HttpHead head) {
    return ofKind(head, SOUND, "application/octet-stream");
  }

  /** Returns the head of an answer of bare text; null when it is none. */
  static @Nullable AnswerHead ofText(HttpHead head) {
    return ofKind(head, TEXT, "text/plain; charset=utf-8");
  }

  private static @Nullable AnswerHead ofKind(HttpHead head, Pattern kind, String unnamed) {
    var sent = head.contentType();
    if (sent == null) {
      return new AnswerHead(unnamed, processing(head));
    }
    return kind.matcher(sent).matches() ? new AnswerHead(sent, processing(head)) : null;
  }

  private static Map<String, String> processing(HttpHead head) {
    var millis = head.header(PROCESSING);
    return millis == null || !MILLIS.matcher(millis).matches()
        ? Map.of()
        : Map.of(PROCESSING, millis);
  }

  private static String contentType(@Nullable String sent, String type) {
    if (sent == null) {
      return type;
    }
    var lower = sent.toLowerCase(Locale.ROOT);
    boolean fits = lower.startsWith(type) && CHARSETS.contains(lower.substring(type.length()));
    return fits ? lower : type;
  }
}
