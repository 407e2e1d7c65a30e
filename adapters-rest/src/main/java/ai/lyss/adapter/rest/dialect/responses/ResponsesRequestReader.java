package ai.lyss.adapter.rest.dialect.responses;

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
 * Finds the outline of a Responses body in one pass over its bytes, checking that it is well-formed
 * JSON. A body that repeats a field the gateway reads is refused: what was checked is what is sent.
 * One object a body; not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/create">Create a model
 *     response</a>
 */
final class ResponsesRequestReader {

  private static final int ONE_ANSWER = 1;
  private static final String LIMIT = "a whole number of at least 1";

  private final byte[] body;
  private final JsonCursor json;
  private final ResponsesBodyProblems problems;
  private final ResponsesOptionScan options;
  private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
  private final Set<ResponsesField> seen = EnumSet.noneOf(ResponsesField.class);
  private int insertAt;
  private long inputBytes;
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private boolean stream;
  private @Nullable JsonSpan streamSpan;
  private @Nullable Long outputLimit;
  private @Nullable JsonSpan outputLimitSpan;

  private ResponsesRequestReader(byte[] body) {
    this.body = body;
    this.json = new JsonCursor(body);
    this.problems = new ResponsesBodyProblems(body, json);
    this.options = new ResponsesOptionScan(json, needs);
  }

  /** Reads a body. */
  static RequestReading read(byte[] body, DialectTranslation translation) {
    return new ResponsesRequestReader(body).read(translation);
  }

  private RequestReading read(DialectTranslation translation) {
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return ResponsesBodyProblems.malformed("'{' expected at byte 0");
    }
    insertAt = json.offset();
    while (json.nextField()) {
      var field = ResponsesField.at(json);
      var problem = field == null ? problems.passOver() : take(field);
      if (problem != null) {
        return problem;
      }
    }
    if (!json.atEnd()) {
      return ResponsesBodyProblems.malformed(json.fault());
    }
    var name = model;
    if (name == null) {
      return Unreadable.field("model", "Missing required parameter: 'model'.");
    }
    return new RequestReading.Relayable(
        new ChatRequest(Dialect.RESPONSES, body, outline(name), translation));
  }

  /** A stream of this dialect always tells its usage. */
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
        ONE_ANSWER,
        needs,
        insertAt,
        inputBytes);
  }

  /** Reads a field's value; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable take(ResponsesField field) {
    if (!seen.add(field)) {
      return ResponsesBodyProblems.twice(field.wireName());
    }
    json.peek();
    int start = json.offset();
    var problem =
        switch (field) {
          case MODEL -> takeModel();
          case INPUT -> takeInput();
          case INSTRUCTIONS -> {
            json.skipValue();
            yield null;
          }
          case STREAM -> takeStream();
          case MAX_OUTPUT_TOKENS -> takeOutputLimit();
          case TOOLS -> {
            options.tools();
            yield null;
          }
          case TEXT -> options.text();
        };
    switch (field) {
      case INPUT, INSTRUCTIONS, TOOLS, TEXT -> inputBytes += json.offset() - start;
      case MODEL, STREAM, MAX_OUTPUT_TOKENS -> {}
    }
    return problem;
  }

  private @Nullable Unreadable takeModel() {
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongKind("model", "a string");
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

  private @Nullable Unreadable takeInput() {
    return switch (json.peek()) {
      case STRING, NULL -> {
        json.skipValue();
        yield null;
      }
      case ARRAY -> {
        var scan = new ResponsesMessageScan(json, needs);
        scan.items();
        var repeated = scan.repeated();
        yield repeated == null ? null : ResponsesBodyProblems.twice(repeated);
      }
      case OBJECT, NUMBER, TRUE, FALSE, INVALID ->
          problems.wrongKind("input", "a string or an array of items");
    };
  }

  private @Nullable Unreadable takeStream() {
    switch (json.peek()) {
      case TRUE -> stream = true;
      case FALSE, NULL -> stream = false;
      case OBJECT, ARRAY, STRING, NUMBER, INVALID -> {
        return problems.wrongKind("stream", "a boolean");
      }
    }
    json.skipValue();
    streamSpan = json.span();
    return null;
  }

  private @Nullable Unreadable takeOutputLimit() {
    return switch (json.peek()) {
      case NULL -> {
        json.skipValue();
        outputLimitSpan = json.span();
        yield null;
      }
      case NUMBER -> takeOutputLimit(json.wholeNumber());
      case OBJECT, ARRAY, STRING, TRUE, FALSE, INVALID ->
          problems.wrongKind("max_output_tokens", LIMIT);
    };
  }

  private @Nullable Unreadable takeOutputLimit(@Nullable Long limit) {
    if (json.fault() != null) {
      return null;
    }
    if (limit == null || limit < 1) {
      return problems.wrongValue("max_output_tokens", LIMIT);
    }
    outputLimit = limit;
    outputLimitSpan = json.span();
    return null;
  }
}
