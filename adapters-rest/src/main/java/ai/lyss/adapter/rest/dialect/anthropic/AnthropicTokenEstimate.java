package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens the input of a request is likely to be: a third of its bytes, rounded up, as
 * reservations count it, but for what stands in base64, each of which counts as an image of usual
 * size.
 */
final class AnthropicTokenEstimate {

  private static final long BYTES_PER_TOKEN = 3;
  private static final long TOKENS_OF_MEDIA = 1_600;

  private AnthropicTokenEstimate() {}

  /** Returns the tokens, at least 1. */
  static long of(ChatRequest request) {
    var body = request.body();
    var root = JsonTree.read(body, 0, body.length, fault -> {});
    long bytes = request.outline().inputBytes();
    long media = 0;
    if (root != null) {
      var found = new Media();
      found.within(root.get("messages"));
      bytes -= found.bytes;
      media = found.count;
    }
    return Math.max(1, (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN + media * TOKENS_OF_MEDIA);
  }

  /** What stands in base64. */
  private static final class Media {

    private long bytes;
    private long count;

    void within(@Nullable JsonTree value) {
      if (value == null) {
        return;
      }
      var data = value.get("data");
      if (data != null && "base64".equals(value.textOf("type"))) {
        count++;
        bytes += data.span().end() - data.span().start();
        return;
      }
      value.children().forEach(this::within);
    }
  }
}
