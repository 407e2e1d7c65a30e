package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.json.JsonTree;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as the vendor writes it: {@code {"type":"error","error":{"type","message","details":
 * {"error_code"}}}}. What cannot be read is null.
 *
 * @param type the error's type
 * @param message what is wrong
 * @param code the code within the details
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 */
record AnthropicError(@Nullable String type, @Nullable String message, @Nullable String code) {

  /** Reads a body or an event; what is none has no field. */
  static AnthropicError read(byte[] in, int from, int to) {
    return of(JsonTree.read(in, from, to, fault -> {}));
  }

  /** Reads a body or an event. */
  static AnthropicError of(@Nullable JsonTree root) {
    var error = root == null ? null : root.get("error");
    if (error == null) {
      return new AnthropicError(null, root == null ? null : root.textOf("message"), null);
    }
    if (error.isText()) {
      return new AnthropicError(null, error.text(), null);
    }
    var details = error.get("details");
    return new AnthropicError(
        error.textOf("type"),
        error.textOf("message"),
        details == null ? null : details.textOf("error_code"));
  }

  /** Returns the type, empty for none. */
  String typeKey() {
    return type == null ? "" : type;
  }

  /** Returns the code, empty for none. */
  String codeKey() {
    return code == null ? "" : code;
  }

  /** Tells whether the message begins so, whatever the case. */
  boolean begins(String beginning) {
    return message != null && message.strip().toLowerCase(Locale.ROOT).startsWith(beginning);
  }
}
