package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer as responses that hold a piece each: text and thoughts as they come;
 * calls, which Gemini never gives in pieces, finish reasons and usage in the last one.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent">
 *     streamGenerateContent</a>
 */
final class GeminiChunkWriter implements AnswerWriter {

  private static final byte[] DATA = ascii("data: ");
  private static final byte[] EVENT_END = ascii("\r\n\r\n");
  private static final byte[] FIRST = ascii("[");
  private static final byte[] NEXT = ascii(",\r\n");
  private static final byte[] ARRAY_END = ascii("\n]");

  private final AnswerStamp stamp;
  private final StreamForm form;
  private final Map<Integer, GeminiChoiceEnd> ends = new TreeMap<>();
  private String model;
  private @Nullable String id;
  private boolean begun;
  private TokenUsage usage = TokenUsage.UNKNOWN;

  /** A writer that names this model as long as the vendor names none. */
  GeminiChunkWriter(AnswerStamp stamp, String model, StreamForm form) {
    this.stamp = stamp;
    this.model = model;
    this.form = form;
  }

  @Override
  public String contentType() {
    return form.contentType();
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    switch (chunk) {
      case ChatChunk.Started started -> {
        id = started.id();
        model = started.model() == null ? model : started.model();
      }
      case ChatChunk.Text text -> {
        endOf(text.choice()).said(text.text());
        piece(text.choice(), out, part -> GeminiExtensions.text(text.text(), part));
      }
      case ChatChunk.Refusal refusal ->
          piece(refusal.choice(), out, part -> GeminiExtensions.text(refusal.text(), part));
      case ChatChunk.Reasoning thought ->
          piece(
              thought.choice(), out, part -> GeminiExtensions.thought(thought.text(), null, part));
      case ChatChunk.ReasoningSigned signed ->
          piece(signed.choice(), out, part -> GeminiExtensions.signature(signed.signature(), part));
      case ChatChunk.SealedReasoning sealed ->
          piece(sealed.choice(), out, part -> GeminiExtensions.sealed(sealed.data(), part));
      case ChatChunk.ImageMade image ->
          piece(
              image.choice(),
              out,
              part -> GeminiExtensions.image(image.mediaType(), image.base64(), part));
      case ChatChunk.CallStarted call -> endOf(call.choice()).started(call);
      case ChatChunk.CallArguments more ->
          endOf(more.choice()).arguments(more.call(), more.part().text());
      case ChatChunk.Cited cited -> endOf(cited.choice()).cited(cited.citation());
      case ChatChunk.Logprobs probs -> endOf(probs.choice()).logprobs(probs.content());
      case ChatChunk.Finished finished -> endOf(finished.choice()).finished(finished);
      case ChatChunk.UsageReported reported -> usage = usage.updatedBy(reported.usage());
    }
  }

  private GeminiChoiceEnd endOf(int choice) {
    return ends.computeIfAbsent(choice, GeminiChoiceEnd::new);
  }

  /** Writes one response with one part. */
  private void piece(int choice, JsonOut out, Consumer<JsonOut> part) {
    open(out);
    out.object().name("content").object().name("role").text("model").name("parts").array();
    part.accept(out);
    out.endArray().endObject().name("index").number(choice).endObject();
    close(out);
  }

  private void open(JsonOut out) {
    switch (form) {
      case EVENTS -> out.plain(DATA);
      case ARRAY -> out.plain(begun ? NEXT : FIRST);
    }
    begun = true;
    out.object().name("candidates").array();
  }

  private void close(JsonOut out) {
    out.endArray();
    tail(out);
  }

  private void tail(JsonOut out) {
    if (id == null) {
      id = stamp.id("");
    }
    out.name("modelVersion").text(model).name("responseId").text(id).endObject();
    if (form == StreamForm.EVENTS) {
      out.plain(EVENT_END);
    }
  }

  @Override
  public void end(JsonOut out) {
    open(out);
    ends.values().forEach(end -> end.write(out));
    out.endArray();
    GeminiUsageWriter.write(usage, out);
    tail(out);
    if (form == StreamForm.ARRAY) {
      out.plain(ARRAY_END);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
