package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsRequest.Encoding;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs;
import ai.lyss.domain.chat.EmbeddingsRequest.Inputs.Kind;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.ModelName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outline of an embeddings body in one pass over its bytes, checking that it is
 * well-formed JSON. A body that repeats a field the gateway reads is refused. One object a body;
 * not thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create
 *     embeddings</a>
 */
final class OpenAiEmbeddingsReader {

  private static final List<String> FIELDS =
      List.of("model", "input", "dimensions", "encoding_format");
  private static final String EXPECTED_INPUT =
      "a string, an array of strings, or tokens as an array of numbers or of such arrays";

  private static final EmbeddingsTranslation TRANSLATION = new OpenAiEmbeddingsTranslation();

  private final byte[] body;
  private final JsonCursor json;
  private final OpenAiBodyProblems problems;
  private final Set<String> seen = new HashSet<>();
  private @Nullable ModelName deployment;
  private @Nullable ModelName model;
  private @Nullable JsonSpan modelSpan;
  private @Nullable Inputs inputs;
  private Encoding encoding = Encoding.FLOAT;
  private int insertAt;

  private OpenAiEmbeddingsReader(byte[] body) {
    this.body = body;
    this.json = new JsonCursor(body);
    this.problems = new OpenAiBodyProblems(body, json);
  }

  /** Reads a body. */
  static RequestReading read(byte[] body) {
    return new OpenAiEmbeddingsReader(body).read();
  }

  /** Reads a body for the deployment that its path names, whatever model it names itself. */
  static RequestReading readDeployed(byte[] body, String deployment) {
    var wrong = ModelName.problem(deployment);
    if (wrong != null) {
      return Unreadable.field("deployment", wrong);
    }
    var reader = new OpenAiEmbeddingsReader(body);
    reader.deployment = new ModelName(deployment);
    return reader.read();
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
    var name = deployment == null ? model : deployment;
    var given = inputs;
    if (name == null) {
      return Unreadable.field("model", "you must provide a model parameter");
    }
    if (given == null) {
      return Unreadable.field("input", "Missing required parameter: 'input'.");
    }
    return new RequestReading.Relayable(
        new EmbeddingsRequest(
            Dialect.OPENAI,
            body,
            outline(name, given),
            given,
            encoding,
            DropPolicy.NAMED,
            TRANSLATION));
  }

  private RequestOutline outline(ModelName name, Inputs given) {
    long inputBytes = (long) given.span().end() - given.span().start();
    return RequestOutline.withoutOutput(name, modelSpan, false, Set.of(), insertAt, inputBytes);
  }

  /** Takes the field stepped to last; returns what is wrong with it, null when nothing is. */
  private @Nullable Unreadable field() {
    for (var field : FIELDS) {
      if (json.keyIs(field.getBytes(US_ASCII))) {
        return seen.add(field) ? take(field) : OpenAiBodyProblems.twice(field);
      }
    }
    var name = json.key();
    for (var field : FIELDS) {
      if (field.equalsIgnoreCase(name)) {
        return OpenAiBodyProblems.otherCase(name, field);
      }
    }
    json.skipValue();
    return null;
  }

  private @Nullable Unreadable take(String field) {
    return switch (field) {
      case "model" -> takeModel();
      case "input" -> takeInput();
      case "dimensions" -> takeDimensions();
      default -> takeEncoding();
    };
  }

  private @Nullable Unreadable takeModel() {
    if (deployment != null) {
      json.skipValue();
      modelSpan = json.span();
      return null;
    }
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

  private @Nullable Unreadable takeInput() {
    var first = json.peek();
    int start = json.offset();
    if (first == JsonKind.STRING) {
      json.skipValue();
      inputs = new Inputs(Kind.TEXTS, 1, json.span());
      return null;
    }
    if (first != JsonKind.ARRAY) {
      return problems.wrongType("input", EXPECTED_INPUT);
    }
    json.enterArray();
    JsonKind all = null;
    int count = 0;
    while (json.nextElement()) {
      var kind = json.peek();
      boolean fits = kind == JsonKind.STRING || kind == JsonKind.NUMBER || kind == JsonKind.ARRAY;
      if (!fits || (all != null && all != kind)) {
        return problems.wrongType("input[" + count + "]", EXPECTED_INPUT);
      }
      all = kind;
      count++;
      json.skipValue();
    }
    if (all == null) {
      return json.fault() == null
          ? Unreadable.field("input", "Invalid 'input': empty (expected: " + EXPECTED_INPUT + ").")
          : null;
    }
    inputs =
        new Inputs(
            all == JsonKind.STRING ? Kind.TEXTS : Kind.TOKENS,
            all == JsonKind.NUMBER ? 1 : count,
            new JsonSpan(start, json.offset()));
    return null;
  }

  private @Nullable Unreadable takeDimensions() {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      return null;
    }
    var expected = "a whole number of at least 1";
    if (json.peek() != JsonKind.NUMBER) {
      return problems.wrongType("dimensions", expected);
    }
    var dimensions = json.wholeNumber();
    boolean wrong = json.fault() == null && (dimensions == null || dimensions < 1);
    return wrong ? problems.wrongValue("dimensions", expected) : null;
  }

  private @Nullable Unreadable takeEncoding() {
    if (json.peek() == JsonKind.NULL) {
      json.skipValue();
      return null;
    }
    if (json.peek() != JsonKind.STRING) {
      return problems.wrongType("encoding_format", "float or base64");
    }
    var text = json.string();
    if (text == null) {
      return null;
    }
    switch (text) {
      case "float" -> encoding = Encoding.FLOAT;
      case "base64" -> encoding = Encoding.BASE64;
      default -> {
        return problems.wrongValue("encoding_format", "float or base64");
      }
    }
    return null;
  }
}
