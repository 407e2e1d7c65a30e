package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as vendors of this dialect write it. Read are {@code {"error":{"message","type","param",
 * "code"}}}, {@code {"error":"text","code":…}}, {@code {"code","message"}}, {@code {"detail":…}}
 * and a list of one of these; a code may be text or a number.
 *
 * @param message what is wrong; null when nothing readable was given
 * @param type the error's type
 * @param param the field at fault
 * @param code the error's code
 * @param status an HTTP status named in the body, by {@code status_code} or a numeric code from 400
 *     to 599; null when none was
 * @param flagged whether the vendor's moderation says that the input was at fault
 */
record OpenAiError(
    @Nullable String message,
    @Nullable String type,
    @Nullable String param,
    @Nullable String code,
    @Nullable Integer status,
    boolean flagged) {

  /** Reads a body or an event; what cannot be read is left out. */
  static OpenAiError read(byte[] in, int from, int to) {
    var json = new JsonCursor(in, from, to);
    var found = new Reader();
    if (json.peek() == JsonKind.ARRAY) {
      json.enterArray();
      json.nextElement();
    }
    if (json.peek() == JsonKind.OBJECT) {
      found.object(json);
    }
    return found.error();
  }

  /** Returns code and type in lower case, for comparing; missing ones are empty. */
  String codeKey() {
    return code == null ? "" : code.toLowerCase(Locale.ROOT);
  }

  String typeKey() {
    return type == null ? "" : type.toLowerCase(Locale.ROOT);
  }

  String messageKey() {
    return message == null ? "" : message.strip().toLowerCase(Locale.ROOT);
  }

  private static final class Reader {
    private @Nullable String message;
    private @Nullable String type;
    private @Nullable String param;
    private @Nullable String code;
    private @Nullable Integer status;
    private boolean flagged;

    void object(JsonCursor json) {
      json.enterObject();
      while (json.nextField()) {
        field(json, json.key());
      }
    }

    private void field(JsonCursor json, String name) {
      switch (name) {
        case "error" -> {
          if (json.peek() == JsonKind.OBJECT) {
            object(json);
          } else {
            message = or(message, scalar(json));
          }
        }
        case "message", "detail" -> message = or(message, scalar(json));
        case "type" -> type = or(type, scalar(json));
        case "param" -> param = or(param, scalar(json));
        case "code" -> {
          code = or(code, scalar(json));
          status = status == null ? asStatus(code) : status;
        }
        case "status_code" -> status = asStatus(scalar(json));
        case "metadata" -> metadata(json);
        default -> json.skipValue();
      }
    }

    private void metadata(JsonCursor json) {
      if (json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        return;
      }
      json.enterObject();
      while (json.nextField()) {
        flagged |= json.key().equals("flagged_input");
        json.skipValue();
      }
    }

    private static @Nullable String scalar(JsonCursor json) {
      return switch (json.peek()) {
        case STRING -> json.string();
        case NUMBER -> {
          var number = json.wholeNumber();
          yield number == null ? null : number.toString();
        }
        case OBJECT, ARRAY, TRUE, FALSE, NULL, INVALID -> {
          json.skipValue();
          yield null;
        }
      };
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
      return first != null ? first : second;
    }

    private static @Nullable Integer asStatus(@Nullable String text) {
      return text != null && text.matches("[45][0-9]{2}") ? Integer.valueOf(text) : null;
    }

    OpenAiError error() {
      return new OpenAiError(message, type, param, code, status, flagged);
    }
  }
}
