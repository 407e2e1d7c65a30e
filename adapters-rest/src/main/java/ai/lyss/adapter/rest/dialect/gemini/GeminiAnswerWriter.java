package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatAnswer;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import org.jspecify.annotations.Nullable;

/**
 * Writes a whole answer as one response.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generatecontentresponse">
 *     GenerateContentResponse</a>
 */
final class GeminiAnswerWriter implements AnswerWriter {

  private final AnswerStamp stamp;
  private final String model;
  private final ChatFold fold = new ChatFold();

  /** A writer that names this model when the vendor names none. */
  GeminiAnswerWriter(AnswerStamp stamp, String model) {
    this.stamp = stamp;
    this.model = model;
  }

  @Override
  public String contentType() {
    return "application/json; charset=UTF-8";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    fold.add(chunk);
  }

  @Override
  public void end(JsonOut out) {
    var answer = fold.answer();
    out.object().name("candidates").array();
    answer.choices().forEach(choice -> choice(choice, out));
    out.endArray();
    GeminiUsageWriter.write(answer.usage(), out);
    var named = answer.model();
    out.name("modelVersion").text(named == null ? model : named);
    var id = answer.id();
    out.name("responseId").text(id == null ? stamp.id("") : id).endObject();
  }

  private static void choice(ChatAnswer.Choice choice, JsonOut out) {
    out.object().name("content").object().name("role").text("model").name("parts").array();
    var sources = new GeminiSources();
    boolean malformed = false;
    for (var part : choice.parts()) {
      if (part(part, out)) {
        sources.part();
      } else {
        malformed = true;
      }
      if (part instanceof ContentPart.Text text) {
        sources.said(JsonChars.of(text.text()));
      }
    }
    choice.citations().forEach(sources::cited);
    out.endArray().endObject();
    var end = choice.end();
    var reason = GeminiExtensions.reason(end == null ? FinishReason.STOP : end.reason());
    out.name("finishReason").text(malformed ? GeminiExtensions.MALFORMED_CALL : reason);
    out.name("index").number(choice.index());
    sources.write(out);
    GeminiExtensions.logprobs(choice.logprobs(), out);
    out.endObject();
  }

  /** Writes a part; tells whether Google's format can hold it. */
  private static boolean part(ContentPart part, JsonOut out) {
    switch (part) {
      case ContentPart.Text text -> GeminiExtensions.text(JsonChars.of(text.text()), out);
      case ContentPart.Refusal refusal -> GeminiExtensions.text(JsonChars.of(refusal.text()), out);
      case ContentPart.Reasoning thought -> thought(thought.text(), thought.signature(), out);
      case ContentPart.SealedReasoning sealed -> GeminiExtensions.sealed(sealed.data(), out);
      case ContentPart.ToolCall call -> {
        var args = GeminiExtensions.arguments(call.arguments().text());
        if (args == null || ChatAnswer.unparsed(call.arguments()) != null) {
          return false;
        }
        GeminiExtensions.call(call.id(), call.name(), args, call.signature(), out);
      }
      case ContentPart.Image image -> {
        if (image.source() instanceof MediaSource.Inline inline) {
          GeminiExtensions.image(inline.mediaType(), inline.base64(), out);
        }
      }
      case ContentPart.Audio audio -> {} // no vendor's answer is read into such a part
      case ContentPart.Document document -> {} // likewise
    }
    return true;
  }

  private static void thought(String text, @Nullable ThoughtSignature signature, JsonOut out) {
    if (text.isEmpty() && signature != null && signature.issuer() == Issuer.GEMINI) {
      GeminiExtensions.signature(signature, out);
    } else {
      GeminiExtensions.thought(
          JsonChars.of(text), signature == null ? null : GeminiSignatures.carried(signature), out);
    }
  }
}
