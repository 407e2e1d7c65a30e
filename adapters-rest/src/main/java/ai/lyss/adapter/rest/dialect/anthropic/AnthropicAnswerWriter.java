package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.content.ChatAnswer;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonOut;
import java.util.List;

/**
 * Writes a whole answer as a message. The dialect has one answer: what came of others is left out.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">The message object</a>
 */
final class AnthropicAnswerWriter implements AnswerWriter {

  private final AnswerStamp stamp;
  private final String model;
  private final ChatFold fold = new ChatFold();

  /** A writer that names this model when the vendor names none. */
  AnthropicAnswerWriter(AnswerStamp stamp, String model) {
    this.stamp = stamp;
    this.model = model;
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    fold.add(chunk);
  }

  @Override
  public void end(JsonOut out) {
    var answer = fold.answer();
    var id = answer.id();
    var named = answer.model();
    var choice = answer.choices().stream().filter(each -> each.index() == 0).findFirst();
    out.object();
    AnthropicExtensions.head(
        id != null && AnthropicExtensions.isMessageId(id) ? id : stamp.id("msg_"),
        named == null ? model : named,
        out);
    out.name("content").array();
    choice.ifPresent(said -> content(said, out));
    out.endArray();
    AnthropicExtensions.end(choice.map(ChatAnswer.Choice::end).orElse(null), out);
    out.name("usage");
    AnthropicUsageWriter.write(answer.usage(), out);
    out.endObject();
  }

  /** What is cited stands at the last text, as it does in a stream. */
  private static void content(ChatAnswer.Choice choice, JsonOut out) {
    var parts = choice.parts();
    int lastText = -1;
    for (int i = 0; i < parts.size(); i++) {
      lastText = parts.get(i) instanceof ContentPart.Text ? i : lastText;
    }
    for (int i = 0; i < parts.size(); i++) {
      part(parts.get(i), i == lastText ? choice.citations() : List.of(), out);
    }
  }

  private static void part(ContentPart part, List<Citation> citations, JsonOut out) {
    switch (part) {
      case ContentPart.Text text -> text(text.text(), citations, out);
      case ContentPart.Refusal refusal -> text(refusal.text(), citations, out);
      case ContentPart.Reasoning thought -> {
        var signature = thought.signature();
        out.object().name("type").text("thinking").name("thinking").text(thought.text());
        out.name("signature")
            .text(signature == null ? "" : AnthropicThinkingBlocks.written(signature));
        out.endObject();
      }
      case ContentPart.SealedReasoning sealed -> {
        out.object().name("type").text("redacted_thinking");
        out.name("data").text(AnthropicThinkingBlocks.written(sealed.data())).endObject();
      }
      case ContentPart.ToolCall call -> {
        out.object().name("type").text("tool_use");
        out.name("id").text(CallIds.carrying(call.id(), call.signature()));
        out.name("name").text(call.name()).name("input").raw(call.arguments());
        AnthropicExtensions.caller(out);
        out.endObject();
      }
      case ContentPart.Image image -> {
        if (image.source() instanceof MediaSource.Inline made) {
          text(AnthropicExtensions.shown(made.mediaType(), made.base64()), List.of(), out);
        }
      }
      case ContentPart.Audio audio -> {
        // no model answers in sound unless it is asked to, which this dialect cannot
      }
      case ContentPart.Document document -> {
        // no model makes one
      }
    }
  }

  private static void text(String text, List<Citation> citations, JsonOut out) {
    out.object().name("type").text("text").name("text").text(text).name("citations");
    var cited = citations.stream().filter(AnthropicExtensions::isCitable).toList();
    if (cited.isEmpty()) {
      out.none();
    } else {
      out.array();
      cited.forEach(citation -> AnthropicExtensions.citation(citation, out));
      out.endArray();
    }
    out.endObject();
  }
}
