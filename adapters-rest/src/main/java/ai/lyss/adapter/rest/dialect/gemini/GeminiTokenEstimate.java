package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.json.JsonTree;

/**
 * How many tokens the input of a request has, as far as that can be told without its vendor: a
 * token for each three bytes of it, rounded up, as quotas estimate it.
 *
 * @see <a href="https://ai.google.dev/api/tokens#method:-models.counttokens">countTokens</a>
 */
final class GeminiTokenEstimate {

  private static final int BYTES = 3;
  private static final String WHOLE_REQUEST = "generateContentRequest";

  private GeminiTokenEstimate() {}

  /** Reads a body to count: contents alone, or a whole request within it. */
  static RequestReading read(String model, byte[] body, DialectTranslation translation) {
    var root = JsonTree.read(body, 0, body.length, fault -> {});
    var inner = GeminiField.get(root, WHOLE_REQUEST);
    return GeminiRequestReader.read(
        model, false, inner == null ? body : inner.raw().bytes(), translation);
  }

  /** Returns the tokens. */
  static long of(ChatRequest chat) {
    return Math.ceilDiv(chat.outline().inputBytes(), BYTES);
  }
}
