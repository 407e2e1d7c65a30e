package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.json.JsonTree;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields: Google takes each in lowerCamelCase and as its protocol buffers spell it, with
 * underscores.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
final class GeminiField {

  private GeminiField() {}

  /** Returns a name in lowerCamelCase, however it came. */
  static String camel(String name) {
    if (name.indexOf('_') <= 0) {
      return name;
    }
    var camel = new StringBuilder(name.length());
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }

  /** Returns a member by its name in lowerCamelCase; null when there is none but a null. */
  static @Nullable JsonTree get(@Nullable JsonTree object, String camel) {
    if (object == null) {
      return null;
    }
    var found = object.get(camel);
    return found != null ? found : object.get(snake(camel));
  }

  /** Returns the text of such a member; null when it is no text. */
  static @Nullable String text(@Nullable JsonTree object, String camel) {
    var found = get(object, camel);
    return found == null ? null : found.text();
  }

  private static String snake(String camel) {
    var snake = new StringBuilder(camel.length() + 4);
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
