package ai.lyss.adapter.provider.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the functions that a body offers, as OpenAI's cookbook describes: some tokens frame all of
 * them, each of them, and each property; a property is counted as {@code name:type:description} and
 * its enumerated values. What a property nests deeper is counted as it is written. One object a
 * function; not thread-safe.
 */
final class OpenAiFunctionTokens {

  private static final int END_TOKENS = 12;
  private static final int PROPERTIES_TOKENS = 3;
  private static final int PROPERTY_TOKENS = 3;
  private static final int ENUM_TOKENS = -3;
  private static final int ENUM_VALUE_TOKENS = 3;

  private final byte[] body;
  private final JsonCursor json;
  private final TextTokens texts;
  private long framing;
  private @Nullable String name;
  private @Nullable String description;

  private OpenAiFunctionTokens(byte[] body, JsonCursor json, TextTokens texts) {
    this.body = body;
    this.json = json;
    this.texts = texts;
  }

  /** Adds the texts of the array of functions that comes next; returns the tokens around them. */
  static long framing(byte[] body, JsonCursor json, TextTokens texts, int functionTokens) {
    long framing = 0;
    json.enterArray();
    while (json.nextElement()) {
      var function = new OpenAiFunctionTokens(body, json, texts);
      function.read();
      framing += functionTokens + function.framing;
    }
    return framing == 0 ? 0 : framing + END_TOKENS;
  }

  private void read() {
    if (json.peek() == JsonKind.OBJECT) {
      fields();
      texts.add(joined(name, description));
    } else {
      json.skipValue();
    }
  }

  /** A tool has the function in a field of its own; an old body has the function itself. */
  private void fields() {
    json.enterObject();
    while (json.nextField()) {
      var key = json.key();
      var kind = json.peek();
      if (kind == JsonKind.OBJECT && key.equals("function")) {
        fields();
      } else if (kind == JsonKind.OBJECT && key.equals("parameters")) {
        parameters();
      } else if (kind == JsonKind.STRING && key.equals("name")) {
        name = json.string();
      } else if (kind == JsonKind.STRING && key.equals("description")) {
        description = json.string();
      } else {
        json.skipValue();
      }
    }
  }

  private void parameters() {
    json.enterObject();
    while (json.nextField()) {
      if (!json.key().equals("properties") || json.peek() != JsonKind.OBJECT) {
        json.skipValue();
        continue;
      }
      long before = framing;
      json.enterObject();
      while (json.nextField()) {
        framing += PROPERTY_TOKENS;
        property(json.key());
      }
      framing += framing > before ? PROPERTIES_TOKENS : 0;
    }
  }

  private void property(String key) {
    var line = new ArrayList<@Nullable String>(List.of(key, "", ""));
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return;
    }
    json.enterObject();
    while (json.nextField()) {
      var kind = json.peek();
      switch (json.key()) {
        case "enum" -> values(kind);
        case "type" -> line.set(1, plain(kind));
        case "description" -> line.set(2, plain(kind));
        default -> written(kind);
      }
    }
    texts.add(joined(line.get(0), joined(line.get(1), line.get(2))));
  }

  private void values(JsonKind kind) {
    if (kind != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    framing += ENUM_TOKENS;
    json.enterArray();
    while (json.nextElement()) {
      framing += ENUM_VALUE_TOKENS;
      texts.add(plain(json.peek()));
    }
  }

  private String plain(JsonKind kind) {
    if (kind == JsonKind.STRING) {
      var text = json.string();
      return text == null ? "" : text;
    }
    json.skipValue();
    return text();
  }

  /** Nested properties, items and the like; what else a schema says costs nothing. */
  private void written(JsonKind kind) {
    json.skipValue();
    if (kind == JsonKind.OBJECT || kind == JsonKind.ARRAY) {
      texts.add(text());
    }
  }

  private String text() {
    var span = json.span();
    return new String(body, span.start(), span.end() - span.start(), UTF_8);
  }

  /** A full stop at the end costs nothing. */
  private static String joined(@Nullable String first, @Nullable String second) {
    var after = second == null ? "" : second;
    var cut = after.endsWith(".") ? after.substring(0, after.length() - 1) : after;
    return (first == null ? "" : first) + ":" + cut;
  }
}
