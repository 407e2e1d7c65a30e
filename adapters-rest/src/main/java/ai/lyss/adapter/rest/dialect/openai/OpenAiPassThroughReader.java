package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of a JSON body that is passed through, in one pass over its bytes, checking
 * that it is well-formed. Read are the model, whether a stream is asked for, and the texts that
 * models are paid by; a body that repeats one of these fields is refused. One object a body; not
 * thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/moderations/create">moderations</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/images/create">images</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">speech</a>
 * @see <a href="https://docs.cohere.com/reference/rerank">rerank</a>
 */
final class OpenAiPassThroughReader {

  private static final String MODEL = "model";
  private static final byte[] TEXT = "text".getBytes(US_ASCII);

  /** What OpenAI documents for moderations that name no model. */
  private static final ModelName USUAL_MODERATION = new ModelName("omni-moderation-latest");

  private final Operation operation;
  private final byte[] body;
  private final JsonCursor json;
  private final OpenAiBodyProblems problems;
  private final List<String> texts;
  private final @Nullable String streamField;
  private final List<String> fields;
  private final Set<String> seen = new HashSet<>();
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private boolean stream;
  private long textBytes;
  private int insertAt;

  private OpenAiPassThroughReader(Operation operation, byte[] body) {
    this.operation = operation;
    this.body = body;
    this.json = new JsonCursor(body);
    this.problems = new OpenAiBodyProblems(body, json);
    this.texts = texts(operation);
    this.streamField = streamField(operation);
    this.fields =
        Stream.concat(
                Stream.of(MODEL),
                streamField == null
                    ? texts.stream()
                    : Stream.concat(Stream.of(streamField), texts.stream()))
            .toList();
  }

  /** Reads a body. */
  static RequestReading read(Operation operation, byte[] body) {
    return new OpenAiPassThroughReader(operation, body).read();
  }

  private static List<String> texts(Operation operation) {
    return switch (operation) {
      case MODERATION, SPEECH -> List.of("input");
      case RERANK -> List.of("query", "documents");
      case IMAGE_GENERATION -> List.of("prompt");
      case TRANSCRIPTION -> List.of();
    };
  }

  private static @Nullable String streamField(Operation operation) {
    return switch (operation) {
      case IMAGE_GENERATION, TRANSCRIPTION -> "stream";
      case SPEECH -> "stream_format";
      case MODERATION, RERANK -> null;
    };
  }

  private RequestReading read() {
    if (json.peek() != JsonKind.OBJECT || !json.enterObject()) {
      return OpenAiBodyProblems.malformed("a JSON object expected");
    }
    insertAt = json.offset();
    while (json.nextField()) {
      var problem = field();
      if (problem != null) {
        return problem;
      }
    }
    if (!json.atEnd()) {
      return OpenAiBodyProblems.malformed(json.fault());
    }
    if (operation == Operation.MODERATION && !seen.contains("input")) {
      return Unreadable.field("input", "Missing required parameter: 'input'.");
    }
    var name = model == null && operation == Operation.MODERATION ? USUAL_MODERATION : model;
    if (name == null) {
      return Unreadable.field(MODEL, "you must provide a model parameter");
    }
    return new RequestReading.Relayable(
        new PassThroughRequest(
            operation,
            PassThroughRequest.JSON,
            body,
            outline(operation, name, modelSpan, stream, insertAt, textBytes),
            DropPolicy.NAMED));
  }

  /** Returns the outline of a request that has no output to be limited. */
  static RequestOutline outline(
      Operation operation,
      ModelName model,
      @Nullable JsonSpan modelSpan,
      boolean stream,
      int insertAt,
      long inputBytes) {
    return RequestOutline.withoutOutput(
        model, modelSpan, stream, Set.of(operation.need()), insertAt, inputBytes);
  }

  /** Takes the field stepped to last; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable field() {
    for (var field : fields) {
      if (json.keyIs(field.getBytes(US_ASCII))) {
        return seen.add(field) ? take(field) : OpenAiBodyProblems.twice(field);
      }
    }
    var name = json.key();
    for (var field : fields) {
      if (field.equalsIgnoreCase(name)) {
        return OpenAiBodyProblems.otherCase(name, field);
      }
    }
    json.skipValue();
    return null;
  }

  private @Nullable Unreadable take(String field) {
    if (field.equals(MODEL)) {
      return takeModel();
    }
    if (field.equals(streamField)) {
      return takeStream(field);
    }
    textBytes += textBytes();
    return null;
  }

  private @Nullable Unreadable takeModel() {
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongType(MODEL, "a string");
    }
    var text = json.string();
    if (text == null) {
      return null;
    }
    var wrong = ModelName.problem(text);
    if (wrong != null) {
      return Unreadable.field(MODEL, wrong);
    }
    model = new ModelName(text);
    modelSpan = json.span();
    return null;
  }

  /** Images are streamed by a truth value, speech by the name of a form. */
  private @Nullable Unreadable takeStream(String field) {
    switch (json.peek()) {
      case TRUE, FALSE -> {
        if (operation == Operation.SPEECH) {
          return problems.wrongType(field, "a string");
        }
        stream = json.peek() == JsonKind.TRUE;
        json.skipValue();
      }
      case STRING -> {
        if (operation != Operation.SPEECH) {
          return problems.wrongType(field, "true or false");
        }
        stream = "sse".equals(json.string());
      }
      case NULL -> json.skipValue();
      case NUMBER, OBJECT, ARRAY, INVALID -> {
        return problems.wrongType(
            field, operation == Operation.SPEECH ? "a string" : "true or false");
      }
    }
    return null;
  }

  /** Steps over a value and returns the bytes of text in it, not of images for example. */
  private long textBytes() {
    long bytes = 0;
    switch (json.peek()) {
      case STRING -> {
        json.skipValue();
        bytes = (long) json.span().end() - json.span().start();
      }
      case ARRAY -> {
        json.enterArray();
        while (json.nextElement()) {
          bytes += textBytes();
        }
      }
      case OBJECT -> bytes = textBytesOfObject();
      case NUMBER, TRUE, FALSE, NULL, INVALID -> json.skipValue();
    }
    return bytes;
  }

  private long textBytesOfObject() {
    long bytes = 0;
    json.enterObject();
    while (json.nextField()) {
      if (json.keyIs(TEXT) && json.peek() == JsonKind.STRING) {
        bytes += textBytes();
      } else {
        json.skipValue();
      }
    }
    return bytes;
  }
}
