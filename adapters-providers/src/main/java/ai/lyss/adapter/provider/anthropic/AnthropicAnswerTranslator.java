package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonTree;
import java.util.function.Consumer;

/** Reads an answer of the Messages API into chunks. One object an attempt. */
final class AnthropicAnswerTranslator implements AnswerTranslator {

  private final Redaction redaction;
  private final AnthropicStreamTranslator stream = new AnthropicStreamTranslator();
  private String fault = "";

  AnthropicAnswerTranslator(Redaction redaction) {
    this.redaction = redaction;
  }

  @Override
  public Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var event = JsonTree.read(in, from, to, this::wrong);
    if (event == null || !event.isObject()) {
      return malformed("an event that is no JSON object: " + fault);
    }
    return isError(event) ? failed(event) : stream.event(in, event, out);
  }

  @Override
  public Progress streamEnd(Consumer<ChatChunk> out) {
    return new Progress.Failed(
        new ProviderFailure.BrokenOff("the stream ended without its terminator"));
  }

  @Override
  public Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var message = JsonTree.read(in, from, to, this::wrong);
    if (message == null || !message.isObject()) {
      return malformed("an answer that is no JSON object");
    }
    if (isError(message)) {
      return failed(message);
    }
    var content = message.get("content");
    if (content == null || !content.isArray()) {
      return malformed("an answer without content");
    }
    AnthropicResponseTranslator.message(message, out);
    var told = message.get("usage");
    if (told != null) {
      var usage = new AnthropicUsage();
      usage.read(new JsonCursor(in, told.span().start(), told.span().end()));
      out.accept(new ChatChunk.UsageReported(usage.soFar()));
    }
    return Progress.WHOLE;
  }

  private void wrong(String found) {
    fault = found;
  }

  private static boolean isError(JsonTree root) {
    return "error".equals(root.textOf("type")) || root.get("error") != null;
  }

  private Progress failed(JsonTree root) {
    return new Progress.Failed(AnthropicFailures.ofGoodStatus(AnthropicError.of(root), redaction));
  }

  private static Progress malformed(String detail) {
    return new Progress.Failed(new ProviderFailure.Malformed(detail));
  }
}
