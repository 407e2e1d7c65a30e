package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.list;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.object;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.ref;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.text;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Sketches the relay's operations in Gemini's dialect: the fields the gateway reads. Everything
 * else is the vendor's and goes through.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini, generateContent</a>
 */
final class GeminiOpenApi {

  private static final String JSON = "application/json";
  private static final String REQUEST = "GenerateContentRequest";
  private static final String ANSWER = "GenerateContentResponse";
  private static final String COUNT = "GeminiTokenCount";
  private static final String MODEL = "GeminiModel";
  private static final String MODELS = "GeminiModels";
  private static final String ERROR = "GeminiError";
  private static final String TYPE = "@type";
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  /** How failures are told. */
  static final ErrorForm FAILURES = new ErrorForm(ERROR, GeminiOpenApi::failed);

  /** Google ends lines with carriage returns. */
  private static final String HELLO =
      "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},"
          + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":1,"
          + "\"candidatesTokenCount\":1,\"totalTokenCount\":2},\"modelVersion\":\"simulator\","
          + "\"responseId\":\"r1\"}\r\n\r\n";

  private GeminiOpenApi() {}

  static void addSchemas(Components components) {
    components.addSchema(REQUEST, request());
    components.addSchema(
        ANSWER,
        object("The vendor's answer, or a piece of it.")
            .addProperty("candidates", list(object("A candidate.")))
            .addProperty("usageMetadata", object("Tokens used."))
            .addProperty("modelVersion", text("The model that answered."))
            .addProperty("responseId", text("The vendor's id."))
            .examples(List.of(whole())));
    components.addSchema(
        COUNT,
        object("Tokens.")
            .addProperty(
                "totalTokens", type(SchemaType.INTEGER, "An estimate: a token for three bytes."))
            .examples(List.of(Map.of("totalTokens", 2))));
    components.addSchema(
        MODEL,
        object("A model.")
            .addProperty("name", text("models/ and its public name."))
            .addProperty("displayName", text("Its public name."))
            .addProperty("version", text("Always 1."))
            .addProperty("supportedGenerationMethods", list(text("What it can be asked.")))
            .examples(List.of(model())));
    components.addSchema(
        MODELS,
        object("The models that the caller may use.")
            .addProperty("models", list(ref(MODEL)))
            .examples(List.of(Map.of("models", List.of(model())))));
    var failure =
        object("What failed.")
            .addProperty("code", type(SchemaType.INTEGER, "The HTTP status."))
            .addProperty("message", text("In words."))
            .addProperty("status", text("The status in Google's words."))
            .addProperty("details", list(object("A field at fault, or how long to wait.")));
    components.addSchema(
        ERROR, object("A failure in Gemini's dialect.").addProperty("error", failure));
  }

  private static Schema request() {
    var content = Map.of("role", "user", "parts", List.of(Map.of("text", "Hello")));
    return object("A chat in Gemini's dialect; fields not listed here go through untouched.")
        .addProperty("contents", list(object("A turn: role and parts.")))
        .addProperty("systemInstruction", object("Instructions: parts of text."))
        .addProperty("tools", list(object("Functions and other tools.")))
        .addProperty("generationConfig", object("How to generate."))
        .required(List.of("contents"))
        .examples(List.of(Map.of("contents", List.of(content))));
  }

  private static Map<String, Object> whole() {
    var content = Map.of("role", "model", "parts", List.of(Map.of("text", "Hello")));
    return Map.of(
        "candidates",
        List.of(Map.of("content", content, "finishReason", "STOP", "index", 0)),
        "usageMetadata",
        Map.of("promptTokenCount", 1, "candidatesTokenCount", 1, "totalTokenCount", 2),
        "modelVersion",
        "simulator",
        "responseId",
        "r1");
  }

  private static Map<String, Object> model() {
    return Map.of(
        "name",
        "models/simulator",
        "displayName",
        "simulator",
        "version",
        "1",
        "supportedGenerationMethods",
        List.of("generateContent", "streamGenerateContent"));
  }

  private static Map<String, Object> failed(RelayFailures failure) {
    var error = new LinkedHashMap<String, Object>();
    error.put("code", failure.number());
    error.put("message", message(failure));
    error.put("status", status(failure));
    if (failure == RelayFailures.INVALID) {
      var violation = Map.of("field", "contents", "description", message(failure));
      error.put(
          "details",
          List.of(Map.of(TYPE, TYPES + "BadRequest", "fieldViolations", List.of(violation))));
    }
    if (failure == RelayFailures.USED_UP) {
      error.put("details", List.of(Map.of(TYPE, TYPES + "RetryInfo", "retryDelay", "60s")));
    }
    return Map.of("error", error);
  }

  private static String message(RelayFailures failure) {
    return switch (failure) {
      case INVALID -> "Invalid value at 'contents': 1 (expected: a list).";
      case NO_MODEL -> "models/gpt-9 is not found, or you do not have access to it.";
      case UNAUTHENTICATED,
          FORBIDDEN,
          TOO_LARGE,
          USED_UP,
          INTERNAL,
          VENDOR_FAILED,
          NO_CHANNEL,
          TOO_SLOW ->
          failure.message();
    };
  }

  private static String status(RelayFailures failure) {
    return switch (failure) {
      case INVALID, TOO_LARGE -> "INVALID_ARGUMENT";
      case UNAUTHENTICATED -> "UNAUTHENTICATED";
      case FORBIDDEN -> "PERMISSION_DENIED";
      case NO_MODEL -> "NOT_FOUND";
      case USED_UP -> "RESOURCE_EXHAUSTED";
      case INTERNAL -> "INTERNAL";
      case VENDOR_FAILED, NO_CHANNEL -> "UNAVAILABLE";
      case TOO_SLOW -> "DEADLINE_EXCEEDED";
    };
  }

  static void sketch(Endpoint endpoint, Operation operation) {
    if (endpoint.path().contains("{")) {
      RelayAnswers.takes(
          operation,
          Parameter.In.PATH,
          "model",
          "The model's public name",
          text("The model's name."));
    }
    RelayAnswers.takes(
        operation,
        Parameter.In.HEADER,
        "x-goog-api-key",
        "The key, unless it is in Authorization or in the parameter key",
        text("A key or a token."));
    switch (endpoint.operation()) {
      case "generateContent" -> {
        RelayAnswers.takes(operation, REQUEST);
        RelayAnswers.relays(operation, content(JSON, ref(ANSWER)), FAILURES);
      }
      case "streamGenerateContent" -> stream(operation);
      case "embedContent" -> GeminiEmbeddingsOpenApi.sketchOne(operation);
      case "batchEmbedContents" -> GeminiEmbeddingsOpenApi.sketchBatch(operation);
      case "countTokens" -> {
        RelayAnswers.takes(operation, REQUEST);
        RelayAnswers.estimates(operation, COUNT, FAILURES);
      }
      case "listGeminiModels" -> RelayAnswers.answers(operation, content(JSON, ref(MODELS)));
      default -> {
        RelayAnswers.answers(operation, content(JSON, ref(MODEL)));
        RelayAnswers.fails(operation, FAILURES, RelayFailures.NO_MODEL);
      }
    }
    RelayAnswers.fails(operation, FAILURES, RelayFailures.UNAUTHENTICATED, RelayFailures.FORBIDDEN);
  }

  private static void stream(Operation operation) {
    RelayAnswers.takes(
        operation,
        Parameter.In.QUERY,
        "alt",
        "sse for server-sent events; else the answer is one array",
        text("sse, or absent."));
    RelayAnswers.takes(operation, REQUEST);
    var content = content(JSON, list(ref(ANSWER)));
    content
        .getMediaType(JSON)
        .addExample("usual", OASFactory.createExample().value(List.of(whole())));
    RelayAnswers.relays(operation, RelayAnswers.orEvents(content, HELLO), FAILURES);
  }
}
