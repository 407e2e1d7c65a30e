package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Family;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentPart.Reasoning;
import ai.lyss.domain.content.ContentPart.ToolCall;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a chat. Tools return text only here, and all results follow their calls at
 * once: what else they return stands in a message of the user after the last of them.
 */
final class OpenAiMessageTranslator {

  private static final String BETWEEN_PARTS = "\n\n";
  private static final String ELSEWHERE = "The output is in the next message.";
  private static final String ERROR = "Error: ";

  /** Reasoning that there was, for vendors that demand some: an empty text counts as none. */
  private static final String BLANK = " ";

  private final ChatContent content;
  private final boolean ofOpenAi;
  private final boolean replaysReasoning;
  private final Fitting fitting;
  private final JsonOut out;
  private final List<ContentPart> returned = new ArrayList<>();

  OpenAiMessageTranslator(ChatContent content, OpenAiQuirks quirks, Fitting fitting, JsonOut out) {
    this.content = content;
    this.ofOpenAi = quirks.family() == Family.OPENAI;
    boolean off =
        quirks.family() == Family.DEEPSEEK && content.reasoning().asEffort() == Effort.NONE;
    this.replaysReasoning = quirks.has(Trait.NEEDS_REASONING) && !off;
    this.fitting = fitting;
    this.out = out;
  }

  /** Writes all of them, each an element of the open array. */
  void write() {
    for (var message : content.messages()) {
      if (!(message instanceof ChatMessage.ToolResult)) {
        returned();
      }
      switch (message) {
        case ChatMessage.System system -> message("system", system.parts());
        case ChatMessage.User user -> message("user", user.parts());
        case ChatMessage.Assistant assistant -> assistant(assistant.parts());
        case ChatMessage.ToolResult result -> result(result);
      }
    }
    returned();
  }

  private void message(String role, List<ContentPart> parts) {
    out.object().name("role").text(role);
    content(parts);
    out.endObject();
  }

  /** One text is a text; several are parts where that is sure to be known. */
  private void content(List<ContentPart> parts) {
    out.name("content");
    var texts = parts.stream().map(OpenAiMessageTranslator::text).filter(OpenAiMessageTranslator::isSaid).toList();
    boolean onlyText = parts.stream().noneMatch(part -> text(part) == null);
    if (onlyText && (texts.size() < 2 || !ofOpenAi)) {
      out.text(String.join(BETWEEN_PARTS, texts));
      return;
    }
    out.array();
    for (var part : parts) {
      var text = text(part);
      if (text == null) {
        OpenAiPartTranslator.write(part, fitting, out);
      } else if (!text.isEmpty()) {
        out.object().name("type").text("text").name("text").text(text).endObject();
      }
    }
    out.endArray();
  }

  private static boolean isSaid(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  /** Returns what a part says in words; null when it is no words. */
  private static @Nullable String text(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> text.text();
      case ContentPart.Refusal refusal -> refusal.text();
      case ContentPart.Document document -> OpenAiPartTranslator.plain(document);
      case ContentPart.Image image -> null;
      case ContentPart.Audio audio -> null;
      case Reasoning thought -> "";
      case ContentPart.SealedReasoning sealed -> "";
      case ToolCall call -> "";
    };
  }

  /** A turn of which nothing can be said is left out: vendors refuse empty ones. */
  private void assistant(List<ContentPart> parts) {
    var text = said(parts);
    var refusal = ofOpenAi ? joined(parts, ContentPart.Refusal.class) : "";
    var calls = all(parts, ToolCall.class);
    if (parts.stream().anyMatch(part -> text(part) == null)) {
      fitting.refuse("media in a message of the assistant (expected: text)", null);
    }
    if (text.isEmpty() && refusal.isEmpty() && calls.isEmpty()) {
      return;
    }
    out.object().name("role").text("assistant").name("content");
    if (text.isEmpty()) {
      out.none();
    } else {
      out.text(text);
    }
    if (!refusal.isEmpty()) {
      out.name("refusal").text(refusal);
    }
    if (replaysReasoning) {
      reasoning(parts, calls);
    }
    calls(calls);
    out.endObject();
  }

  private String said(List<ContentPart> parts) {
    return parts.stream()
        .filter(part -> !(ofOpenAi && part instanceof ContentPart.Refusal))
        .map(OpenAiMessageTranslator::text)
        .filter(text -> text != null)
        .collect(Collectors.joining());
  }

  private void reasoning(List<ContentPart> parts, List<ToolCall> calls) {
    var thoughts = joined(parts, Reasoning.class);
    if (!thoughts.isEmpty() || !calls.isEmpty()) {
      out.name("reasoning_content").text(thoughts.isEmpty() ? BLANK : thoughts);
    }
  }

  private void calls(List<ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    out.name("tool_calls").array();
    for (var call : calls) {
      out.object().name("id").text(OpenAiCallIds.fitting(call.id()));
      out.name("type").text("function").name("function").object().name("name").text(call.name());
      out.name("arguments").quoted(call.arguments()).endObject().endObject();
    }
    out.endArray();
  }

  private void result(ChatMessage.ToolResult result) {
    var words = new ArrayList<String>();
    int before = returned.size();
    for (var part : result.parts()) {
      var text = text(part);
      if (text == null) {
        returned.add(part);
      } else if (!text.isEmpty()) {
        words.add(text);
      }
    }
    if (returned.size() > before && words.isEmpty()) {
      words.add(ELSEWHERE);
    }
    var said = String.join(BETWEEN_PARTS, words);
    boolean failed = result.outcome() == ChatMessage.ToolResult.Outcome.FAILED;
    out.object().name("role").text("tool");
    out.name("tool_call_id").text(OpenAiCallIds.fitting(result.callId()));
    out.name("content").text(failed ? ERROR + said : said).endObject();
  }

  /** Writes what tools returned beside text. */
  private void returned() {
    if (!returned.isEmpty()) {
      message("user", returned);
      returned.clear();
    }
  }

  private static <T extends ContentPart> String joined(List<ContentPart> parts, Class<T> kind) {
    return all(parts, kind).stream()
        .map(
            part ->
                part instanceof Reasoning thought
                    ? thought.text()
                    : part instanceof ContentPart.Refusal refusal ? refusal.text() : "")
        .collect(Collectors.joining());
  }

  private static <T extends ContentPart> List<T> all(List<ContentPart> parts, Class<T> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
