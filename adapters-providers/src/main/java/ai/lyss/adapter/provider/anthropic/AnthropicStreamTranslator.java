package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.anthropic.AnthropicBlocks.Block;
import ai.lyss.adapter.provider.anthropic.AnthropicBlocks.Kind;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonTree;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream as a machine of three states: before the message, within it, after its
 * stop reason. Blocks are told apart by their index, so that they may mix. A second start of the
 * message is passed over, as are events, blocks and deltas that are not known; {@code message_stop}
 * alone makes the stream whole. Not thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming</a>
 */
final class AnthropicStreamTranslator {

  private enum State {
    BEFORE,
    WITHIN,
    FINISHED
  }

  private static final Set<String> NOT_FIRST =
      Set.of(
          "content_block_start",
          "content_block_delta",
          "content_block_stop",
          "message_delta",
          "message_stop");
  private static final JsonChars EMPTY_OBJECT = JsonChars.of("{}");

  private final AnthropicUsage usage = new AnthropicUsage();
  private final AnthropicExtras texts = new AnthropicExtras();
  private final AnthropicBlocks blocks = new AnthropicBlocks();
  private State state = State.BEFORE;
  private int calls;

  /** Reads one event that is no error and stands in these bytes. */
  Progress event(byte[] in, JsonTree event, Consumer<ChatChunk> out) {
    var told = event.textOf("type");
    var type = told == null ? "" : told;
    if (state == State.BEFORE && NOT_FIRST.contains(type)) {
      return new Progress.Failed(
          new ProviderFailure.Malformed("a stream that does not start with its message"));
    }
    switch (type) {
      case "message_start" -> messageStart(in, event, out);
      case "content_block_start" -> blockStart(event, out);
      case "content_block_delta" -> blockDelta(event, out);
      case "content_block_stop" -> blockStop(event, out);
      case "message_delta" -> messageDelta(in, event, out);
      case "message_stop" -> {
        return stop(out);
      }
      default -> {
        // a ping, or what is still to come
      }
    }
    var excess = blocks.excess();
    return excess == null ? Progress.GOING : new Progress.Failed(excess);
  }

  private void messageStart(byte[] in, JsonTree event, Consumer<ChatChunk> out) {
    var message = event.get("message");
    if (state == State.BEFORE) {
      state = State.WITHIN;
      out.accept(
          new ChatChunk.Started(
              message == null ? null : message.textOf("id"),
              message == null ? null : message.textOf("model")));
    }
    var told = message == null ? null : message.get("usage");
    if (told != null) {
      usage.readStart(new JsonCursor(in, told.span().start(), told.span().end()));
      out.accept(new ChatChunk.UsageReported(usage.soFar()));
    }
  }

  private void blockStart(JsonTree event, Consumer<ChatChunk> out) {
    var content = event.get("content_block");
    var type = content == null ? null : content.textOf("type");
    if (content != null && type != null) {
      blocks.put(index(event), block(index(event), content, type, out));
    }
  }

  private Block block(Long index, JsonTree content, String type, Consumer<ChatChunk> out) {
    return switch (type) {
      case "text" -> {
        texts.begin(index, out);
        texts.text(content.get("text"), out);
        yield new Block(Kind.TEXT, 0, JsonChars.NONE);
      }
      case "thinking" -> {
        AnthropicResponseTranslator.thinking(content.get("thinking"), out);
        var block = new Block(Kind.THINKING, 0, JsonChars.NONE);
        var signature = content.textOf("signature");
        block.signature.append(signature == null ? "" : signature);
        yield block;
      }
      case "redacted_thinking" -> {
        AnthropicResponseTranslator.redacted(content, out);
        yield unknown();
      }
      case "tool_use" -> call(content, out);
      default -> unknown();
    };
  }

  private Block call(JsonTree content, Consumer<ChatChunk> out) {
    var input = content.get("input");
    var atStart = input == null ? EMPTY_OBJECT : JsonChars.of(input.raw());
    if (AnthropicResponseTranslator.isAnswer(content)) {
      return new Block(Kind.ANSWER, 0, atStart);
    }
    var block = new Block(Kind.CALL, calls++, atStart);
    out.accept(AnthropicResponseTranslator.started(content, block.call));
    return block;
  }

  private void blockDelta(JsonTree event, Consumer<ChatChunk> out) {
    var delta = event.get("delta");
    var type = delta == null ? null : delta.textOf("type");
    if (delta == null || type == null) {
      return;
    }
    switch (type) {
      case "text_delta" -> texts.text(delta.get("text"), out);
      case "thinking_delta" -> AnthropicResponseTranslator.thinking(delta.get("thinking"), out);
      case "signature_delta" -> {
        var signature = delta.textOf("signature");
        blocks.sign(blocks.at(index(event)), signature == null ? "" : signature);
      }
      case "input_json_delta" -> arguments(blocks.at(index(event)), delta.get("partial_json"), out);
      case "citations_delta" -> {
        var citation = delta.get("citation");
        if (citation != null) {
          texts.cited(index(event), citation, out);
        }
      }
      default -> {
        // what is still to come
      }
    }
  }

  private static Block unknown() {
    return new Block(Kind.UNKNOWN, 0, JsonChars.NONE);
  }

  private static void arguments(Block block, @Nullable JsonTree part, Consumer<ChatChunk> out) {
    var chars = part == null ? null : part.chars();
    if (chars == null || chars.isEmpty()) {
      return;
    }
    argued(block, chars, out);
  }

  private static void argued(Block block, JsonChars part, Consumer<ChatChunk> out) {
    block.filled = true;
    switch (block.kind) {
      case CALL -> out.accept(new ChatChunk.CallArguments(0, block.call, part));
      case ANSWER -> out.accept(new ChatChunk.Text(0, part));
      case TEXT, THINKING, UNKNOWN -> {
        // a tool that the vendor runs
      }
    }
  }

  private void blockStop(JsonTree event, Consumer<ChatChunk> out) {
    texts.end(index(event), out);
    var block = blocks.remove(index(event));
    if (block == null) {
      return;
    }
    if (block.kind == Kind.THINKING && !block.signature.isEmpty()) {
      out.accept(AnthropicResponseTranslator.signed(block.signature.toString()));
    }
    if (!block.filled) {
      argued(block, block.atStart, out);
    }
  }

  private void messageDelta(byte[] in, JsonTree event, Consumer<ChatChunk> out) {
    var told = event.get("usage");
    if (told != null) {
      usage.read(new JsonCursor(in, told.span().start(), told.span().end()));
      out.accept(new ChatChunk.UsageReported(usage.soFar()));
    }
    var delta = event.get("delta");
    texts.endAll(out);
    if (delta != null
        && state == State.WITHIN
        && AnthropicResponseTranslator.finished(delta, calls > 0, out)) {
      state = State.FINISHED;
    }
  }

  /** A stop without a reason is one all the same: the terminator came. */
  private Progress stop(Consumer<ChatChunk> out) {
    if (state == State.WITHIN) {
      state = State.FINISHED;
      out.accept(new ChatChunk.Finished(0, FinishReason.OTHER, null, null));
    }
    return Progress.WHOLE;
  }

  private static Long index(JsonTree event) {
    var index = event.get("index");
    var number = index == null ? null : index.whole();
    return number == null ? 0 : number;
  }
}
