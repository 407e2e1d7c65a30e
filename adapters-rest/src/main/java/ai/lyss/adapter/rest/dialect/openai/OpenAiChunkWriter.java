package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer as chunks of Chat Completions: the role first, one chunk for each piece,
 * finish reasons last, then the usage when the caller asked, then {@code [DONE]}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">Chat streaming</a>
 */
final class OpenAiChunkWriter implements AnswerWriter {

  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");
  private static final int NULL_BYTES = 4;

  private final AnswerStamp stamp;
  private final boolean usageAsked;
  private final OpenAiCallWriter calls;
  private final BitSet begun = new BitSet();

  /** How many characters each choice has said. */
  private final Map<Integer, Long> said = new HashMap<>();

  private String model;
  private @Nullable String id;
  private byte[] head = {};
  private int textChoice = -1;
  private String textField = "";
  private byte[] beforeText = {};
  private byte[] afterText = {};
  private TokenUsage usage = TokenUsage.UNKNOWN;

  /** A writer that names this model as long as the vendor names none. */
  OpenAiChunkWriter(AnswerStamp stamp, String model, boolean usageAsked, OpenAiCallWriter calls) {
    this.stamp = stamp;
    this.calls = calls;
    this.model = model;
    this.usageAsked = usageAsked;
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    switch (chunk) {
      case ChatChunk.Started started -> {
        id = started.id();
        model = started.model() == null ? model : started.model();
        begin(0, out);
      }
      case ChatChunk.Text text -> {
        said.merge(text.choice(), TextRuler.characters(text.text()), Long::sum);
        said(text.choice(), "content", text.text(), out);
      }
      case ChatChunk.Reasoning thought ->
          said(thought.choice(), "reasoning_content", thought.text(), out);
      case ChatChunk.Refusal refusal -> said(refusal.choice(), "refusal", refusal.text(), out);
      case ChatChunk.ReasoningSigned signed -> {
        open(signed.choice(), out);
        OpenAiExtensions.signed(signed.signature(), out);
        close(null, out);
      }
      case ChatChunk.SealedReasoning sealed -> {
        open(sealed.choice(), out);
        OpenAiExtensions.sealed(sealed.data(), out);
        close(null, out);
      }
      case ChatChunk.CallStarted call -> {
        open(call.choice(), out);
        calls.start(call, out);
        close(null, out);
      }
      case ChatChunk.CallArguments more ->
          called(more.choice(), more.call(), calls.told(more), out);
      case ChatChunk.ImageMade image -> {
        open(image.choice(), out);
        OpenAiExtensions.image(image, out);
        close(null, out);
      }
      case ChatChunk.Cited cited -> cited(cited, out);
      case ChatChunk.Logprobs probs -> {
        open(probs.choice(), out);
        out.endObject().name("logprobs").object().name("content").raw(probs.content());
        out.name("refusal").none().endObject();
        finish(null, out);
      }
      case ChatChunk.Finished finished -> {
        int choice = finished.choice();
        calls.rest(choice).forEach((call, rest) -> called(choice, call, rest, out));
        open(finished.choice(), out);
        close(finished, out);
      }
      case ChatChunk.UsageReported reported -> usage = usage.updatedBy(reported.usage());
    }
  }

  /** Nearly all chunks are these: what stands around their text is spelled once. */
  private void said(int choice, String field, JsonChars text, JsonOut out) {
    begin(choice, out);
    if (choice != textChoice || !field.equals(textField)) {
      around(choice, field);
    }
    out.plain(beforeText).chars(text).plain(afterText);
  }

  private void around(int choice, String field) {
    var chunk = new JsonOut();
    open(choice, chunk);
    beforeText = chunk.name(field).take();
    close(null, chunk.none());
    var rest = chunk.take();
    afterText = Arrays.copyOfRange(rest, NULL_BYTES, rest.length);
    textChoice = choice;
    textField = field;
  }

  private void called(int choice, int call, JsonChars told, JsonOut out) {
    if (!told.isEmpty()) {
      open(choice, out);
      calls.more(choice, call, told, out);
      close(null, out);
    }
  }

  private void cited(ChatChunk.Cited cited, JsonOut out) {
    if (OpenAiExtensions.isCitable(cited.citation())) {
      open(cited.choice(), out);
      out.name("annotations").array();
      OpenAiExtensions.citation(cited.citation(), said.getOrDefault(cited.choice(), 0L), out);
      out.endArray();
      close(null, out);
    }
  }

  private void begin(int choice, JsonOut out) {
    if (!begun.get(choice)) {
      begun.set(choice);
      open(choice, out);
      out.name("role").text("assistant").name("content").text("").name("refusal").none();
      close(null, out);
    }
  }

  /** Writes a chunk up to its delta, which stays open. */
  private void open(int choice, JsonOut out) {
    begin(choice, out);
    out.plain(DATA).object();
    head(out);
    out.name("choices").array().object();
    out.name("index").number(choice).name("delta").object();
  }

  /** The fields that are the same in each chunk are spelled once. */
  private void head(JsonOut out) {
    if (head.length == 0) {
      var fields = new JsonOut();
      fields.object().name("id").text(id == null ? stamp.id("chatcmpl-") : id);
      fields.name("object").text("chat.completion.chunk");
      fields.name("created").number(stamp.now().getEpochSecond());
      fields.name("model").text(model);
      var object = fields.take();
      head = Arrays.copyOfRange(object, 1, object.length);
    }
    out.members(head);
  }

  private void close(ChatChunk.@Nullable Finished finished, JsonOut out) {
    out.endObject();
    finish(finished, out);
  }

  /** Ends a chunk after its delta. */
  private void finish(ChatChunk.@Nullable Finished finished, JsonOut out) {
    if (finished == null) {
      out.name("finish_reason").none();
    } else {
      OpenAiExtensions.finish(finished, out);
    }
    out.endObject().endArray();
    if (usageAsked) {
      out.name("usage").none();
    }
    out.endObject().plain(END);
  }

  @Override
  public void end(JsonOut out) {
    if (usageAsked) {
      out.plain(DATA).object();
      head(out);
      out.name("choices").array().endArray().name("usage");
      OpenAiUsageWriter.write(usage, out);
      out.endObject().plain(END);
    }
    out.plain(DONE);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
