package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonMembers;
import ai.lyss.domain.json.JsonTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens the input of a request has, as far as that can be told without its vendor: a
 * token for each three bytes of it, rounded up, and for each file within it what Google counts for
 * a small image.
 *
 * @see <a href="https://ai.google.dev/api/tokens#method:-models.counttokens">countTokens</a>
 */
final class GeminiTokenEstimate {

  private static final int BYTES = 3;
  private static final long TOKENS_OF_FILE = 258;
  private static final String WHOLE_REQUEST = "generateContentRequest";

  private GeminiTokenEstimate() {}

  /** Reads a body to count: contents alone, or a whole request within it. */
  static RequestReading read(String model, byte[] body, DialectTranslation translation) {
    return GeminiRequestReader.read(model, false, inner(body), translation);
  }

  /** What is malformed is left as it is, for the reader to say so. */
  private static byte[] inner(byte[] body) {
    var json = new JsonCursor(body);
    var members = JsonMembers.read(body, json);
    if (!json.atEnd()) {
      return body;
    }
    for (var member : members.all()) {
      if (GeminiField.camel(member.name()).equals(WHOLE_REQUEST)
          && member.kind() != JsonKind.NULL) {
        return Arrays.copyOfRange(body, member.value().start(), member.value().end());
      }
    }
    return body;
  }

  /** Returns the tokens. */
  static long of(ChatRequest chat) {
    var body = chat.body();
    var root = JsonTree.read(body, 0, body.length, fault -> {});
    var files = new Files();
    files.within(GeminiField.get(root, "contents"));
    return Math.ceilDiv(chat.outline().inputBytes() - files.bytes, BYTES)
        + files.count * TOKENS_OF_FILE;
  }

  /** What stands in base64. Not thread-safe. */
  private static final class Files {
    private long bytes;
    private long count;

    void within(@Nullable JsonTree value) {
      if (value == null) {
        return;
      }
      var inline = GeminiField.get(value, "inlineData");
      var data = inline == null ? null : inline.get("data");
      if (data == null) {
        value.children().forEach(this::within);
      } else {
        count++;
        bytes += data.span().end() - data.span().start();
      }
    }
  }
}
