package ai.lyss.adapter.provider.tokenizer;

import com.knuddels.jtokkit.api.Encoding;

/**
 * Adds up the tokens of texts. Only a beginning of so many characters is really counted; the rest
 * is taken to have as many tokens a character. Not thread-safe; one object a count.
 */
final class TextTokens {

  private final Encoding encoding;
  private final int most;
  private long tokens;
  private long counted;
  private long length;

  TextTokens(Encoding encoding, int most) {
    this.encoding = encoding;
    this.most = most;
  }

  /** Adds a text. What looks like a special token is text: it came from the caller or the model. */
  void add(String text) {
    length += text.length();
    int room = (int) Math.min(text.length(), most - counted);
    if (room > 0) {
      tokens += encoding.countTokensOrdinary(text.substring(0, room));
      counted += room;
    }
  }

  /** Returns the tokens of all that was added. */
  long total() {
    return counted == length ? tokens : Math.round((double) tokens * length / counted);
  }
}
