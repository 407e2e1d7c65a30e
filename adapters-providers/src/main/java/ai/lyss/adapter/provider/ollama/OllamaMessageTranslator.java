package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.translate.CallNames;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentPart.Image;
import ai.lyss.domain.content.ContentPart.Reasoning;
import ai.lyss.domain.content.ContentPart.ToolCall;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a chat: one text each, images beside it, calls with their arguments. What
 * has no place in them is refused, whoever let it through, and never left out in silence.
 */
final class OllamaMessageTranslator {

  private static final String ERROR = "Error: ";

  private final ChatContent content;
  private final CallNames names;
  private final Fitting fitting;
  private final JsonOut out;

  OllamaMessageTranslator(ChatContent content, Fitting fitting, JsonOut out) {
    this.content = content;
    this.fitting = fitting;
    this.names = CallNames.of(content);
    this.out = out;
  }

  void write() {
    content.messages().forEach(this::message);
  }

  private void message(ChatMessage message) {
    switch (message) {
      case ChatMessage.System system -> plain("system", system.parts());
      case ChatMessage.User user -> plain("user", user.parts());
      case ChatMessage.Assistant assistant -> assistant(assistant.parts());
      case ChatMessage.ToolResult result -> result(result);
    }
  }

  private void plain(String role, List<ContentPart> parts) {
    out.object().name("role").text(role).name("content").text(text(parts));
    images(parts);
    out.endObject();
  }

  private void assistant(List<ContentPart> parts) {
    if (!all(parts, Image.class).isEmpty()) {
      fitting.refuse("Ollama takes no images of the assistant.", null);
    }
    out.object().name("role").text("assistant").name("content").text(text(parts));
    var thoughts =
        parts.stream()
            .filter(part -> part instanceof Reasoning thought && thought.signature() == null)
            .map(part -> ((Reasoning) part).text())
            .collect(Collectors.joining());
    if (!thoughts.isEmpty()) {
      out.name("thinking").text(thoughts);
    }
    var calls = all(parts, ToolCall.class);
    if (!calls.isEmpty()) {
      out.name("tool_calls").array();
      for (int i = 0; i < calls.size(); i++) {
        var call = calls.get(i);
        out.object().name("id").text(call.id()).name("function").object();
        out.name("index").number(i).name("name").text(call.name());
        out.name("arguments").raw(call.arguments()).endObject().endObject();
      }
      out.endArray();
    }
    out.endObject();
  }

  /** Images of a result stand in a message of the user after it: tools have none here. */
  private void result(ChatMessage.ToolResult result) {
    var said = text(result.parts());
    boolean failed = result.outcome() == ChatMessage.ToolResult.Outcome.FAILED;
    out.object().name("role").text("tool").name("content").text(failed ? ERROR + said : said);
    var name = names.of(result);
    if (name != null) {
      out.name("tool_name").text(name);
    }
    out.name("tool_call_id").text(result.callId()).endObject();
    if (!all(result.parts(), Image.class).isEmpty()) {
      out.object().name("role").text("user");
      out.name("content").text("The images that the tool returned:");
      images(result.parts());
      out.endObject();
    }
  }

  private void images(List<ContentPart> parts) {
    var images = all(parts, Image.class);
    if (images.isEmpty()) {
      return;
    }
    out.name("images").array();
    for (var image : images) {
      if (image.source() instanceof MediaSource.Inline inline) {
        out.text(inline.base64());
      } else {
        refuse(image.source(), "images", Feature.IMAGE_URL);
      }
    }
    out.endArray();
  }

  private String text(List<ContentPart> parts) {
    return parts.stream()
        .map(this::said)
        .filter(said -> !said.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private String said(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> text.text();
      case ContentPart.Refusal refusal -> refusal.text();
      case ContentPart.Document document -> said(document.source());
      case ContentPart.Audio audio -> {
        fitting.refuse("Ollama takes no audio.", first(Feature.AUDIO));
        yield "";
      }
      case Image image -> "";
      case Reasoning thought -> "";
      case ContentPart.SealedReasoning sealed -> "";
      case ToolCall call -> "";
    };
  }

  private String said(MediaSource document) {
    if (document instanceof MediaSource.PlainText plain) {
      return plain.text();
    }
    refuse(document, "documents", Feature.DOCUMENT_URL);
    return "";
  }

  private void refuse(MediaSource source, String what, Feature byUrl) {
    switch (source) {
      case MediaSource.Url url ->
          fitting.refuse(
              "Ollama fetches no " + what + " by URL, and nobody did for it.", first(byUrl));
      case MediaSource.Inline _, MediaSource.FileId _, MediaSource.PlainText _ ->
          fitting.refuse("Ollama takes documents of plain text and images that are sent.", null);
    }
  }

  private @Nullable String first(Feature feature) {
    var places = content.given().places(feature);
    return places.isEmpty() ? null : places.getFirst();
  }

  private static <T extends ContentPart> List<T> all(List<ContentPart> parts, Class<T> kind) {
    return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
