package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a chat that the gateway reads. */
enum OpenAiField {
  MODEL("model"),
  MESSAGES("messages"),
  STREAM("stream"),
  STREAM_OPTIONS("stream_options"),
  MAX_TOKENS("max_tokens"),
  MAX_COMPLETION_TOKENS("max_completion_tokens"),
  N("n"),
  TOOLS("tools"),
  FUNCTIONS("functions"),
  RESPONSE_FORMAT("response_format"),
  MODALITIES("modalities");

  private record Named(OpenAiField field, byte[] name) {}

  private static final List<Named> ALL =
      Stream.of(values())
          .map(field -> new Named(field, field.wireName.getBytes(US_ASCII)))
          .toList();

  private final String wireName;

  OpenAiField(String wireName) {
    this.wireName = wireName;
  }

  /** Returns its name in the body. */
  String wireName() {
    return wireName;
  }

  /**
   * Returns the field that a name differs from in case only; null when there is none. Some vendors
   * read names without regard to case, by rules that also take {@code ſ} for {@code s}, and the
   * last one then wins over the one that was checked.
   *
   * @see <a href="https://pkg.go.dev/encoding/json#Unmarshal">Go's rule for names</a>
   */
  static @Nullable OpenAiField nearly(String name) {
    for (var named : ALL) {
      if (named.field().wireName.equalsIgnoreCase(name)) {
        return named.field();
      }
    }
    return null;
  }

  /** Returns the field whose name the cursor stepped to last; null when it is another one. */
  static @Nullable OpenAiField at(JsonCursor json) {
    for (var named : ALL) {
      if (json.keyIs(named.name())) {
        return named.field();
      }
    }
    return null;
  }
}
