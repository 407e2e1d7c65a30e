package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.translate.AnswerTranslator;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads Ollama's answers: a line is a whole answer with a part of the text, and the one that is
 * {@code done} is the last. Calls come whole, and a turn that ends in them says {@code stop}.
 */
final class OllamaAnswerTranslator implements AnswerTranslator {

  private static final int CHOICE = 0;

  private final Supplier<String> callIds;
  private boolean started;
  private int calls;

  /**
   * A translator of one answer.
   *
   * @param callIds makes ids for calls that came without
   */
  OllamaAnswerTranslator(Supplier<String> callIds) {
    this.callIds = callIds;
  }

  @Override
  public Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var faults = new String[1];
    var line = JsonTree.read(in, from, to, fault -> faults[0] = fault);
    if (line == null || !line.isObject()) {
      return failed(new ProviderFailure.Malformed("a line that is no JSON object: " + faults[0]));
    }
    if (line.get("error") != null) {
      return failed(OllamaFailures.IN_STREAM);
    }
    if (!started) {
      started = true;
      out.accept(new ChatChunk.Started(null, line.textOf("model")));
    }
    var message = line.get("message");
    if (message != null) {
      message(message, out);
    }
    var done = line.get("done");
    if (done == null || !Boolean.TRUE.equals(done.flag())) {
      return Progress.GOING;
    }
    usage(line, out);
    out.accept(finished(line.textOf("done_reason")));
    return Progress.WHOLE;
  }

  private static Progress failed(ProviderFailure failure) {
    return new Progress.Failed(failure);
  }

  private void message(JsonTree message, Consumer<ChatChunk> out) {
    var thinking = said(message, "thinking");
    if (thinking != null) {
      out.accept(new ChatChunk.Reasoning(CHOICE, thinking));
    }
    var content = said(message, "content");
    if (content != null) {
      out.accept(new ChatChunk.Text(CHOICE, content));
    }
    var called = message.get("tool_calls");
    if (called != null) {
      called.children().forEach(call -> call(call, out));
    }
  }

  private static @Nullable JsonChars said(JsonTree message, String field) {
    var member = message.get(field);
    var chars = member == null ? null : member.chars();
    return chars == null || chars.isEmpty() ? null : chars;
  }

  private void call(JsonTree call, Consumer<ChatChunk> out) {
    var function = call.get("function");
    var name = function == null ? null : function.textOf("name");
    if (function == null || name == null) {
      return;
    }
    var id = call.textOf("id");
    int index = calls++;
    out.accept(
        new ChatChunk.CallStarted(
            CHOICE, index, id == null || id.isEmpty() ? callIds.get() : id, name, null));
    var arguments = function.get("arguments");
    out.accept(
        new ChatChunk.CallArguments(
            CHOICE, index, arguments == null ? JsonChars.of("{}") : JsonChars.of(arguments.raw())));
  }

  private static void usage(JsonTree line, Consumer<ChatChunk> out) {
    var input = line.get("prompt_eval_count");
    var output = line.get("eval_count");
    if (input != null || output != null) {
      out.accept(
          new ChatChunk.UsageReported(
              new TokenUsage(
                  input == null ? null : input.whole(),
                  output == null ? null : output.whole(),
                  null,
                  null,
                  null)));
    }
  }

  private ChatChunk finished(@Nullable String reason) {
    var meaning =
        calls > 0
            ? FinishReason.TOOL_CALLS
            : switch (reason == null ? "stop" : reason) {
              case "stop" -> FinishReason.STOP;
              case "length" -> FinishReason.LENGTH;
              default -> FinishReason.OTHER;
            };
    return new ChatChunk.Finished(CHOICE, meaning, null, reason);
  }

  @Override
  public Progress streamEnd(Consumer<ChatChunk> out) {
    return failed(new ProviderFailure.BrokenOff("the stream ended before it was done"));
  }

  @Override
  public Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out) {
    var progress = event(in, from, to, out);
    return progress instanceof Progress.Going
        ? failed(new ProviderFailure.BrokenOff("an answer that is not done"))
        : progress;
  }
}
