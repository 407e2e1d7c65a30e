package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Tool;
import org.jspecify.annotations.Nullable;

/** The marks of a request that say what is worth keeping in a prompt cache. */
public final class CacheMarks {

  private static final String MINUTES = "5m";

  private CacheMarks() {}

  /** Tells whether anything is to be kept for longer than the minutes that are usual. */
  public static boolean anyBeyondMinutes(ChatContent content) {
    return content.messages().stream().anyMatch(CacheMarks::isBeyond)
        || content.tools().tools().stream()
            .anyMatch(tool -> tool instanceof Tool.Function f && isBeyond(f.cache()));
  }

  private static boolean isBeyond(ChatMessage message) {
    return (message instanceof ChatMessage.ToolResult result && isBeyond(result.cache()))
        || message.parts().stream().anyMatch(part -> isBeyond(of(part)));
  }

  private static boolean isBeyond(@Nullable CacheMark mark) {
    return mark != null && mark.ttl() != null && !MINUTES.equals(mark.ttl());
  }

  private static @Nullable CacheMark of(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> text.cache();
      case ContentPart.Image image -> image.cache();
      case ContentPart.Document document -> document.cache();
      case ContentPart.ToolCall call -> call.cache();
      case ContentPart.Audio audio -> null;
      case ContentPart.Reasoning thought -> null;
      case ContentPart.SealedReasoning sealed -> null;
      case ContentPart.Refusal refusal -> null;
    };
  }
}
