package ai.lyss.adapter.rest.relay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text that is safe as the value of a header. */
final class HeaderText {

  private HeaderText() {}

  /** Returns the text itself when it is visible ASCII, else its percent-encoded form. */
  static String of(String text) {
    return isVisible(text)
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Tells whether a text has nothing but visible ASCII characters. */
  static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
