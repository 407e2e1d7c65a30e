package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatAnswer;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentPart.ToolCall;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a whole answer as a chat completion.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">The chat completion
 *     object</a>
 */
final class OpenAiAnswerWriter implements AnswerWriter {

  private final AnswerStamp stamp;
  private final String model;
  private final OpenAiCallWriter calls;
  private final ChatFold fold = new ChatFold();

  /** A writer that names this model when the vendor names none. */
  OpenAiAnswerWriter(AnswerStamp stamp, String model, OpenAiCallWriter calls) {
    this.stamp = stamp;
    this.calls = calls;
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
    out.object().name("id").text(id == null ? stamp.id("chatcmpl-") : id);
    out.name("object").text("chat.completion");
    out.name("created").number(stamp.now().getEpochSecond());
    out.name("model").text(named == null ? model : named);
    out.name("choices").array();
    answer.choices().forEach(choice -> choice(choice, out));
    out.endArray().name("usage");
    OpenAiUsageWriter.write(answer.usage(), out);
    out.endObject();
  }

  private void choice(ChatAnswer.Choice choice, JsonOut out) {
    out.object().name("index").number(choice.index()).name("message").object();
    out.name("role").text("assistant");
    message(choice, out);
    out.endObject().name("logprobs");
    logprobs(choice, out);
    var end = choice.end();
    OpenAiExtensions.finish(
        end == null ? new ChatChunk.Finished(choice.index(), FinishReason.STOP, null, null) : end,
        out);
    out.endObject();
  }

  private void message(ChatAnswer.Choice choice, JsonOut out) {
    var content = joined(choice, ContentPart.Text.class, ContentPart.Text::text);
    text(out.name("content"), content);
    text(out.name("refusal"), joined(choice, ContentPart.Refusal.class, ContentPart.Refusal::text));
    var thoughts = joined(choice, ContentPart.Reasoning.class, ContentPart.Reasoning::text);
    if (thoughts != null && !thoughts.isEmpty()) {
      out.name("reasoning_content").text(thoughts);
    }
    OpenAiThinkingBlocks.write(choice.parts(), out);
    var images = all(choice, ContentPart.Image.class);
    if (!images.isEmpty()) {
      out.name("images").array();
      for (var image : images) {
        if (image.source() instanceof MediaSource.Inline inline) {
          OpenAiExtensions.imageItem(inline.mediaType(), inline.base64(), out);
        }
      }
      out.endArray();
    }
    calls(all(choice, ToolCall.class), out);
    out.name("annotations").array();
    long said = content == null ? 0 : content.codePointCount(0, content.length());
    choice.citations().forEach(cited -> OpenAiExtensions.citation(cited, said, out));
    out.endArray();
  }

  private void calls(List<ToolCall> list, JsonOut out) {
    if (list.isEmpty()) {
      return;
    }
    out.name("tool_calls").array();
    list.forEach(call -> calls.whole(call, out));
    out.endArray();
  }

  private static void logprobs(ChatAnswer.Choice choice, JsonOut out) {
    if (choice.logprobs().isEmpty()) {
      out.none();
      return;
    }
    out.object().name("content").array();
    for (var report : choice.logprobs()) {
      report.tree().children().forEach(token -> out.raw(token.raw()));
    }
    out.endArray().name("refusal").none().endObject();
  }

  private static void text(JsonOut out, @Nullable String text) {
    if (text == null) {
      out.none();
    } else {
      out.text(text);
    }
  }

  private static <T extends ContentPart> List<T> all(ChatAnswer.Choice choice, Class<T> kind) {
    return choice.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the texts of a kind of part in one; null when there is no such part. */
  private static <T extends ContentPart> @Nullable String joined(
      ChatAnswer.Choice choice, Class<T> kind, Function<T, String> text) {
    var parts = all(choice, kind);
    return parts.isEmpty() ? null : parts.stream().map(text).collect(Collectors.joining());
  }
}
