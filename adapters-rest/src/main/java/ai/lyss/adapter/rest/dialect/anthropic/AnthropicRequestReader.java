package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of a message request in one pass over its bytes, checking that it is
 * well-formed JSON. A body that repeats a field the gateway reads is refused: what was checked is
 * what is sent. One object a body; not thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Create a message</a>
 */
final class AnthropicRequestReader {

  private static final byte[] FORMAT = "format".getBytes(US_ASCII);

  private final byte[] body;
  private final DialectTranslation translation;
  private final JsonCursor json;
  private final AnthropicBodyProblems problems;
  private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
  private final Set<AnthropicField> seen = EnumSet.noneOf(AnthropicField.class);
  private int insertAt;
  private long inputBytes;
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private boolean stream;
  private @Nullable JsonSpan streamSpan;
  private @Nullable Long outputLimit;
  private @Nullable JsonSpan outputLimitSpan;

  private AnthropicRequestReader(byte[] body, DialectTranslation translation) {
    this.body = body;
    this.translation = translation;
    this.json = new JsonCursor(body);
    this.problems = new AnthropicBodyProblems(body, json);
  }

  /** Reads the body of a message request. */
  static RequestReading read(byte[] body, DialectTranslation translation) {
    var reader = new AnthropicRequestReader(body, translation);
    var reading = reader.read();
    return reading instanceof RequestReading.Relayable && reader.outputLimit == null
        ? AnthropicBodyProblems.missing("max_tokens")
        : reading;
  }

  /** Reads the body of a request to count its tokens, which has no output limit. */
  static RequestReading readToCount(byte[] body, DialectTranslation translation) {
    return new AnthropicRequestReader(body, translation).read();
  }

  private RequestReading read() {
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return AnthropicBodyProblems.malformed("a JSON object expected");
    }
    insertAt = json.offset();
    while (json.nextField()) {
      var field = AnthropicField.at(json);
      var problem = field == null ? problems.passOver() : take(field);
      if (problem != null) {
        return problem;
      }
    }
    if (!json.atEnd()) {
      return AnthropicBodyProblems.malformed(json.fault());
    }
    var name = model;
    if (name == null) {
      return AnthropicBodyProblems.missing("model");
    }
    if (!seen.contains(AnthropicField.MESSAGES)) {
      return AnthropicBodyProblems.missing("messages");
    }
    return new RequestReading.Relayable(
        new ChatRequest(Dialect.ANTHROPIC, body, outline(name), translation));
  }

  private RequestOutline outline(ModelName name) {
    return new RequestOutline(
        name,
        modelSpan,
        stream,
        streamSpan,
        true,
        null,
        null,
        outputLimit,
        outputLimitSpan,
        1,
        needs,
        insertAt,
        inputBytes);
  }

  /** Reads a field's value; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable take(AnthropicField field) {
    if (!seen.add(field)) {
      return AnthropicBodyProblems.twice(field.wireName());
    }
    json.peek();
    int start = json.offset();
    var problem =
        switch (field) {
          case MODEL -> takeModel();
          case MESSAGES -> takeMessages();
          case STREAM -> takeStream();
          case MAX_TOKENS -> takeOutputLimit();
          case TOOLS -> takeTools();
          case OUTPUT_CONFIG -> takeOutputConfig();
          case SYSTEM -> {
            json.skipValue();
            yield null;
          }
        };
    switch (field) {
      case MESSAGES, TOOLS, SYSTEM, OUTPUT_CONFIG -> inputBytes += json.offset() - start;
      case MODEL, STREAM, MAX_TOKENS -> {}
    }
    return problem;
  }

  private @Nullable Unreadable takeModel() {
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongType("model", "a string");
    }
    var text = json.string();
    if (text == null) {
      return null;
    }
    var wrong = ModelName.problem(text);
    if (wrong != null) {
      return Unreadable.field("model", wrong);
    }
    model = new ModelName(text);
    modelSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeMessages() {
    if (json.peek() != JsonKind.ARRAY) {
      return problems.wrongType("messages", "an array of messages");
    }
    var scan = new AnthropicMessageScan(json, needs);
    scan.messages();
    var repeated = scan.repeated();
    if (repeated != null) {
      return AnthropicBodyProblems.twice(repeated);
    }
    return scan.count() > 0 || json.fault() != null
        ? null
        : Unreadable.field("messages", "messages: at least one message is required");
  }

  private @Nullable Unreadable takeStream() {
    switch (json.peek()) {
      case TRUE -> stream = true;
      case FALSE, NULL -> stream = false;
      case OBJECT, ARRAY, STRING, NUMBER, INVALID -> {
        return problems.wrongType("stream", "a boolean");
      }
    }
    json.skipValue();
    streamSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeOutputLimit() {
    var expected = "a whole number of at least 0";
    if (json.peek() != JsonKind.NUMBER) {
      return problems.wrongType("max_tokens", expected);
    }
    var limit = json.wholeNumber();
    if (json.fault() != null) {
      return null;
    }
    if (limit == null || limit < 0) {
      return problems.wrongValue("max_tokens", expected);
    }
    outputLimit = limit;
    outputLimitSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeTools() {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return null;
    }
    json.enterArray();
    while (json.nextElement()) {
      needs.add(Capability.TOOLS);
      json.skipValue();
    }
    return null;
  }

  private @Nullable Unreadable takeOutputConfig() {
    if (json.peek() != JsonKind.OBJECT) {
      json.skipValue();
      return null;
    }
    boolean formatSeen = false;
    json.enterObject();
    while (json.nextField()) {
      boolean format = json.keyIs(FORMAT);
      if (format && formatSeen) {
        return AnthropicBodyProblems.twice("output_config.format");
      }
      if (format && json.peek() == JsonKind.OBJECT) {
        needs.add(Capability.JSON_SCHEMA);
      }
      formatSeen |= format;
      json.skipValue();
    }
    return null;
  }
}
