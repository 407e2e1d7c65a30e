package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.CallNames;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.provider.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a request in Gemini's format. Model and stream stand in the path.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
final class GeminiRequestTranslator {

  private final Fitting fitting;
  private final GeminiQuirks quirks;
  private final JsonOut out = new JsonOut();

  private GeminiRequestTranslator(Fitting fitting, GeminiQuirks quirks) {
    this.fitting = fitting;
    this.quirks = quirks;
  }

  /** Returns the body; what it lacks of the content is noted in the fitting. */
  static byte[] body(ChatContent content, Fitting fitting, GeminiQuirks quirks, Settings settings) {
    var translator = new GeminiRequestTranslator(fitting, quirks);
    translator.write(content, settings);
    return translator.out.take();
  }

  private void write(ChatContent content, Settings settings) {
    var messages = content.messages();
    int leading = leading(messages);
    out.object();
    instructions(messages.subList(0, leading));
    out.name("contents");
    new GeminiMessageTranslator(CallNames.of(content), fitting, quirks, out)
        .write(messages.subList(leading, messages.size()));
    new GeminiToolTranslator(fitting, quirks, out).write(content);
    GeminiSettings.writeSafety(settings, out);
    new GeminiOptionTranslator(fitting, quirks, out).write(content);
    tier(content.labels().serviceTier());
    out.endObject();
  }

  /** Returns how many messages instruct; where all do, the user says them: somebody has to. */
  private static int leading(List<ChatMessage> messages) {
    int count = 0;
    while (count < messages.size() && messages.get(count) instanceof ChatMessage.System) {
      count++;
    }
    return count == messages.size() ? 0 : count;
  }

  private void instructions(List<ChatMessage> messages) {
    boolean begun = false;
    for (var message : messages) {
      for (var part : message.parts()) {
        var text = instruction(part);
        if (text == null || text.isEmpty()) {
          continue;
        }
        if (!begun) {
          begun = true;
          out.name("systemInstruction").object().name("parts").array();
        }
        out.object().name("text").text(text).endObject();
      }
    }
    if (begun) {
      out.endArray().endObject();
    }
  }

  private @Nullable String instruction(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return text.text();
    }
    fitting.refuse("Instructions of more than text (expected: text only).", null);
    return null;
  }

  /**
   * Google's words for what callers of other dialects ask for; what it has none for is left out.
   */
  private void tier(@Nullable String asked) {
    if (asked == null) {
      return;
    }
    switch (asked) {
      case "auto" -> {} // as the vendor likes
      case "default", "standard", "standard_only" -> out.name("serviceTier").text("standard");
      case "flex" -> out.name("serviceTier").text("flex");
      case "priority" -> out.name("serviceTier").text("priority");
      default -> fitting.drop(Feature.SERVICE_TIER);
    }
  }
}
