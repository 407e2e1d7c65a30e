package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the tools that a conversation called, by the ids of the calls: for vendors whose
 * results name the tool, where the caller's dialect names only the call. Immutable.
 */
public final class CallNames {

  private final Map<String, String> byId;

  private CallNames(Map<String, String> byId) {
    this.byId = byId;
  }

  /** Gathers the calls of a conversation. */
  public static CallNames of(ChatContent content) {
    var byId = new HashMap<String, String>();
    for (var message : content.messages()) {
      for (var part : message.parts()) {
        if (part instanceof ContentPart.ToolCall call) {
          byId.put(call.id(), call.name());
        }
      }
    }
    return new CallNames(byId);
  }

  /** Returns the name of the tool that a result is of; null when no call has its id. */
  public @Nullable String of(ChatMessage.ToolResult result) {
    var name = byId.get(result.callId());
    return name != null ? name : result.name();
  }
}
