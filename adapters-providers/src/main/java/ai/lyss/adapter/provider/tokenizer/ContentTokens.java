package ai.lyss.adapter.provider.tokenizer;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the input of a chat of any dialect, as it is once it is translated to Chat Completions:
 * framed as {@link OpenAiChatTokens} frames it. Thoughts cost nothing: the models that have a
 * tokenizer here are not sent them. One object a chat; not thread-safe.
 */
final class ContentTokens {

  private static final int MESSAGE_TOKENS = 3;
  private static final int ANSWER_TOKENS = 3;

  private final TextTokens texts;
  private final int functionTokens;
  private long framing = ANSWER_TOKENS;
  private boolean onlyText = true;

  private ContentTokens(TextTokens texts, int functionTokens) {
    this.texts = texts;
    this.functionTokens = functionTokens;
  }

  /**
   * Returns the tokens of a chat; null when not all of it is text.
   *
   * @param texts what counts its texts
   * @param functionTokens tokens that frame each function
   */
  static @Nullable Long of(ChatContent content, TextTokens texts, int functionTokens) {
    var tokens = new ContentTokens(texts, functionTokens);
    content.messages().forEach(tokens::message);
    tokens.tools(content.tools().tools());
    if (content.format() instanceof ResponseFormat.JsonBySchema schema) {
      texts.add(schema.schema().text());
    }
    return tokens.onlyText ? Long.valueOf(tokens.framing + texts.total()) : null;
  }

  private void message(ChatMessage message) {
    framing += MESSAGE_TOKENS;
    texts.add(role(message));
    message.parts().forEach(this::part);
  }

  private static String role(ChatMessage message) {
    return switch (message) {
      case ChatMessage.System system -> "system";
      case ChatMessage.User user -> "user";
      case ChatMessage.Assistant assistant -> "assistant";
      case ChatMessage.ToolResult result -> "tool";
    };
  }

  private void part(ContentPart part) {
    switch (part) {
      case ContentPart.Text text -> texts.add(text.text());
      case ContentPart.Refusal refusal -> texts.add(refusal.text());
      case ContentPart.ToolCall call -> {
        texts.add(call.name());
        texts.add(call.arguments().text());
      }
      case ContentPart.Document document -> {
        if (document.source() instanceof MediaSource.PlainText plain) {
          texts.add(plain.text());
        } else {
          onlyText = false;
        }
      }
      case ContentPart.Image image -> onlyText = false;
      case ContentPart.Audio audio -> onlyText = false;
      case ContentPart.Reasoning thought -> {}
      case ContentPart.SealedReasoning sealed -> {}
    }
  }

  /** Spelled as OpenAI spells them, functions are counted by the one who knows how. */
  private void tools(List<Tool> tools) {
    var out = new JsonOut();
    out.array();
    for (var tool : tools) {
      switch (tool) {
        case Tool.Function function -> function(out, function);
        case Tool.Custom custom -> function(out, FreeText.asFunction(custom));
        case Tool.Hosted hosted -> texts.add(hosted.name());
      }
    }
    var spelled = out.endArray().take();
    framing +=
        OpenAiFunctionTokens.framing(spelled, new JsonCursor(spelled), texts, functionTokens);
  }

  private static void function(JsonOut out, Tool.Function function) {
    out.object().name("name").text(function.name());
    if (function.description() != null) {
      out.name("description").text(function.description());
    }
    if (function.parameters() != null) {
      out.name("parameters").raw(function.parameters());
    }
    out.endObject();
  }
}
