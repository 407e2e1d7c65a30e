package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer as events of Messages: one block open at a time, each with the next
 * index, usage and stop reason at the end. The dialect has one answer: what comes of others is left
 * out.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming</a>
 */
final class AnthropicChunkWriter implements AnswerWriter {

  /** What the open block is. */
  private enum Open {
    NOTHING,
    TEXT,
    REFUSAL,
    IMAGE,
    THINKING,
    CALL
  }

  private final AnswerStamp stamp;
  private final AnthropicCallQueue calls = new AnthropicCallQueue();

  /** What came between the pieces of a call; it follows when the call is whole. */
  private final List<ChatChunk> between = new ArrayList<>();

  private String model;
  private @Nullable String id;
  private boolean begun;
  private Open open = Open.NOTHING;
  private int index;
  private ChatChunk.@Nullable Finished finished;
  private TokenUsage usage = TokenUsage.UNKNOWN;

  /** A writer that names this model as long as the vendor names none. */
  AnthropicChunkWriter(AnswerStamp stamp, String model) {
    this.stamp = stamp;
    this.model = model;
  }

  @Override
  public String contentType() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public void chunk(ChatChunk chunk, JsonOut out) {
    if (calls.isWithinCall() && isBlock(chunk)) {
      between.add(chunk.kept());
    } else {
      write(chunk, out);
    }
  }

  /** Tells whether a piece belongs into a block that is no call's. */
  private static boolean isBlock(ChatChunk chunk) {
    return switch (chunk) {
      case ChatChunk.Text text -> true;
      case ChatChunk.Refusal refusal -> true;
      case ChatChunk.Reasoning thought -> true;
      case ChatChunk.ReasoningSigned signed -> true;
      case ChatChunk.SealedReasoning sealed -> true;
      case ChatChunk.ImageMade image -> true;
      case ChatChunk.Cited cited -> true;
      case ChatChunk.Started started -> false;
      case ChatChunk.UsageReported reported -> false;
      case ChatChunk.CallStarted call -> false;
      case ChatChunk.CallArguments more -> false;
      case ChatChunk.Logprobs probs -> false;
      case ChatChunk.Finished end -> false;
    };
  }

  private void write(ChatChunk chunk, JsonOut out) {
    switch (chunk) {
      case ChatChunk.Started started -> {
        id = started.id();
        model = started.model() == null ? model : started.model();
        begin(out);
      }
      case ChatChunk.UsageReported reported -> usage = usage.updatedBy(reported.usage());
      case ChatChunk.Text text -> text(text.choice(), Open.TEXT, text.text(), out);
      case ChatChunk.Refusal refusal -> text(refusal.choice(), Open.REFUSAL, refusal.text(), out);
      case ChatChunk.Reasoning thought -> {
        if (thought.choice() == 0) {
          thinking(out);
          delta("thinking_delta", "thinking", thought.text(), out);
        }
      }
      case ChatChunk.ReasoningSigned signed -> {
        if (signed.choice() == 0) {
          signature(signed.signature(), out);
        }
      }
      case ChatChunk.SealedReasoning sealed -> {
        if (sealed.choice() == 0) {
          sealed(sealed.data(), out);
        }
      }
      case ChatChunk.CallStarted call -> {
        if (call.choice() == 0 && !calls.holdsBack(call)) {
          call(call, out);
        }
      }
      case ChatChunk.CallArguments more -> {
        if (more.choice() == 0 && !calls.holdsBack(more)) {
          delta("input_json_delta", "partial_json", more.part(), out);
          next(out);
        }
      }
      case ChatChunk.ImageMade image ->
          text(
              image.choice(),
              Open.IMAGE,
              JsonChars.of(AnthropicExtensions.shown(image.mediaType(), image.base64())),
              out);
      case ChatChunk.Cited cited -> {
        if (cited.choice() == 0 && AnthropicExtensions.isCitable(cited.citation())) {
          cited(cited.citation(), out);
        }
      }
      case ChatChunk.Logprobs probs -> {
        // nobody can ask for them in this dialect
      }
      case ChatChunk.Finished end -> finished = end.choice() == 0 ? end : finished;
    }
  }

  private void begin(JsonOut out) {
    if (begun) {
      return;
    }
    begun = true;
    var given = id;
    AnthropicStreamWriter.MESSAGE_START.begin(out).name("message").object();
    AnthropicExtensions.head(
        given != null && AnthropicExtensions.isMessageId(given) ? given : stamp.id("msg_"),
        model,
        out);
    out.name("content").array().endArray().name("stop_reason").none();
    out.name("stop_sequence").none().name("stop_details").none().name("usage");
    AnthropicUsageWriter.write(usage, out);
    out.endObject();
    AnthropicStreamWriter.end(out);
  }

  /** Closes what is open and opens a block, whose fields come next. */
  private JsonOut open(Open kind, JsonOut out) {
    begin(out);
    close(out);
    open = kind;
    AnthropicStreamWriter.BLOCK_START.begin(out).name("index").number(index);
    return out.name("content_block").object();
  }

  private static void opened(JsonOut out) {
    out.endObject();
    AnthropicStreamWriter.end(out);
  }

  private void delta(String type, String field, JsonChars value, JsonOut out) {
    AnthropicStreamWriter.BLOCK_DELTA.begin(out).name("index").number(index);
    out.name("delta").object().name("type").text(type).name(field).chars(value).endObject();
    AnthropicStreamWriter.end(out);
  }

  private void text(int choice, Open kind, JsonChars text, JsonOut out) {
    if (choice != 0) {
      return;
    }
    textBlock(kind, out);
    delta("text_delta", "text", text, out);
  }

  /** Refusals and images are text in this dialect, in blocks of their own. */
  private void textBlock(Open kind, JsonOut out) {
    if (open != kind || kind == Open.IMAGE) {
      flush(out);
      open(kind, out).name("type").text("text").name("text").text("");
      out.name("citations").none();
      opened(out);
    }
  }

  private void thinking(JsonOut out) {
    if (open != Open.THINKING) {
      flush(out);
      open(Open.THINKING, out).name("type").text("thinking").name("thinking").text("");
      out.name("signature").text("");
      opened(out);
    }
  }

  private void signature(ThoughtSignature signature, JsonOut out) {
    thinking(out);
    var written = JsonChars.of(AnthropicThinkingBlocks.written(signature));
    delta("signature_delta", "signature", written, out);
    close(out);
  }

  private void sealed(ThoughtSignature data, JsonOut out) {
    flush(out);
    open(Open.THINKING, out).name("type").text("redacted_thinking");
    out.name("data").text(AnthropicThinkingBlocks.written(data));
    opened(out);
    close(out);
  }

  /** A citation belongs to a text: none is opened for it, as an empty one could not come back. */
  private void cited(Citation cited, JsonOut out) {
    if (open != Open.TEXT) {
      return;
    }
    AnthropicStreamWriter.BLOCK_DELTA.begin(out).name("index").number(index);
    out.name("delta").object().name("type").text("citations_delta").name("citation");
    AnthropicExtensions.citation(cited, out);
    out.endObject();
    AnthropicStreamWriter.end(out);
  }

  private void call(ChatChunk.CallStarted call, JsonOut out) {
    open(Open.CALL, out).name("type").text("tool_use");
    out.name("id").text(CallIds.carrying(call.id(), call.signature()));
    out.name("name").text(call.name()).name("input").object().endObject();
    AnthropicExtensions.caller(out);
    opened(out);
  }

  /** Lets the calls go on that waited until the one before them was whole. */
  private void next(JsonOut out) {
    for (var call = calls.next(); call != null; call = calls.next()) {
      held(call, out);
    }
    if (!calls.isWithinCall()) {
      writeBetween(out);
    }
  }

  private void writeBetween(JsonOut out) {
    var late = List.copyOf(between);
    between.clear();
    late.forEach(chunk -> write(chunk, out));
  }

  /** Lets all calls go on that wait: something else comes. */
  private void flush(JsonOut out) {
    for (var call = calls.poll(); call != null; call = calls.poll()) {
      held(call, out);
    }
    calls.close();
  }

  private void held(AnthropicCallQueue.Held call, JsonOut out) {
    call(call.started(), out);
    if (!call.arguments().isEmpty()) {
      delta("input_json_delta", "partial_json", JsonChars.of(call.arguments().toString()), out);
    }
  }

  private void close(JsonOut out) {
    if (open != Open.NOTHING) {
      AnthropicStreamWriter.BLOCK_STOP.begin(out).name("index").number(index);
      AnthropicStreamWriter.end(out);
      open = Open.NOTHING;
      index++;
    }
  }

  @Override
  public void end(JsonOut out) {
    begin(out);
    flush(out);
    writeBetween(out);
    close(out);
    AnthropicStreamWriter.MESSAGE_DELTA.begin(out).name("delta").object();
    AnthropicExtensions.end(finished, out);
    out.name("container").none().endObject().name("usage");
    AnthropicUsageWriter.writeDelta(usage, out);
    AnthropicStreamWriter.end(out);
    AnthropicStreamWriter.end(AnthropicStreamWriter.MESSAGE_STOP.begin(out));
  }
}
