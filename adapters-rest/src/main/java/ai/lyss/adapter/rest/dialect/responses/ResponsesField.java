package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a request that the gateway reads. */
enum ResponsesField {
  MODEL("model"),
  INPUT("input"),
  INSTRUCTIONS("instructions"),
  STREAM("stream"),
  MAX_OUTPUT_TOKENS("max_output_tokens"),
  TOOLS("tools"),
  TEXT("text");

  private record Named(ResponsesField field, byte[] name) {}

  private static final List<Named> ALL =
      Stream.of(values())
          .map(field -> new Named(field, field.wireName.getBytes(US_ASCII)))
          .toList();

  private final String wireName;

  ResponsesField(String wireName) {
    this.wireName = wireName;
  }

  /** Returns its name in the body. */
  String wireName() {
    return wireName;
  }

  /** Returns the field that a name differs from in case only; null when there is none. */
  static @Nullable ResponsesField nearly(String name) {
    for (var named : ALL) {
      if (named.field().wireName.equalsIgnoreCase(name)) {
        return named.field();
      }
    }
    return null;
  }

  /** Returns the field whose name the cursor stepped to last; null when it is another one. */
  static @Nullable ResponsesField at(JsonCursor json) {
    for (var named : ALL) {
      if (json.keyIs(named.name())) {
        return named.field();
      }
    }
    return null;
  }
}
