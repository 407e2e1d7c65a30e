package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a message request that the gateway reads before routing. */
enum AnthropicField {
  MODEL("model"),
  MESSAGES("messages"),
  MAX_TOKENS("max_tokens"),
  STREAM("stream"),
  SYSTEM("system"),
  TOOLS("tools"),
  OUTPUT_CONFIG("output_config");

  private record Named(AnthropicField field, byte[] name) {}

  private static final List<Named> ALL =
      Stream.of(values())
          .map(field -> new Named(field, field.wireName.getBytes(US_ASCII)))
          .toList();

  private final String wireName;

  AnthropicField(String wireName) {
    this.wireName = wireName;
  }

  /** Returns its name in the body. */
  String wireName() {
    return wireName;
  }

  /** Returns the field whose name the cursor stepped to last; null when it is another one. */
  static @Nullable AnthropicField at(JsonCursor json) {
    for (var named : ALL) {
      if (json.keyIs(named.name())) {
        return named.field();
      }
    }
    return null;
  }

  /**
   * Returns the field that a name differs from in case only; null when there is none: some readers
   * of JSON take it for the field, and the last one then wins over the one that was checked.
   */
  static @Nullable AnthropicField nearly(String name) {
    for (var named : ALL) {
      if (named.field().wireName.equalsIgnoreCase(name)) {
        return named.field();
      }
    }
    return null;
  }
}
