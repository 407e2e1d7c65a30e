package ai.lyss.adapter.rest.endpoint;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
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
  private static final String EVENTS = "text/event-stream";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String REQUEST = "GenerateContentRequest";
  private static final String ANSWER = "GenerateContentResponse";
  private static final String MODEL = "GeminiModel";
  private static final String MODELS = "GeminiModels";
  private static final String ERROR = "GeminiError";

  private GeminiOpenApi() {}

  static void addSchemas(Components components) {
    components.addSchema(REQUEST, request());
    components.addSchema(
        ANSWER,
        object("The vendor's answer, or a piece of it.")
            .addProperty("candidates", list(object("A candidate.")))
            .addProperty("usageMetadata", object("Tokens used."))
            .addProperty("modelVersion", text("The model that answered."))
            .addProperty("responseId", text("The vendor's id.")));
    components.addSchema(
        MODEL,
        object("A model.")
            .addProperty("name", text("models/ and its public name."))
            .addProperty("displayName", text("Its public name.")));
    components.addSchema(
        MODELS,
        object("The models that the caller may use.").addProperty("models", list(ref(MODEL))));
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

  static void sketch(Endpoint endpoint, Operation operation) {
    if (endpoint.path().contains("{")) {
      operation.addParameter(
          OASFactory.createParameter()
              .name("model")
              .in(Parameter.In.PATH)
              .required(true)
              .description("The model's public name")
              .schema(text("The model's name.")));
    }
    operation.addParameter(
        OASFactory.createParameter()
            .name("x-goog-api-key")
            .in(Parameter.In.HEADER)
            .description("The key, unless it is in Authorization or in the parameter key")
            .schema(text("A key or a token.")));
    switch (endpoint.operation()) {
      case "generateContent" -> chat(operation, content(JSON, ref(ANSWER)));
      case "streamGenerateContent" -> stream(operation);
      case "countTokens" -> count(operation);
      case "listGeminiModels" -> answer(operation, content(JSON, ref(MODELS)));
      default -> {
        answer(operation, content(JSON, ref(MODEL)));
        fail(operation, "404", "The caller has no model of that name");
      }
    }
    fail(operation, "401", "No token, or one that is worth nothing");
    fail(operation, "403", "The caller has none of the roles");
  }

  private static void stream(Operation operation) {
    operation.addParameter(
        OASFactory.createParameter()
            .name("alt")
            .in(Parameter.In.QUERY)
            .description("sse for server-sent events; else the answer is one array")
            .schema(text("sse, or absent.")));
    var content = content(JSON, list(ref(ANSWER)));
    content.addMediaType(
        EVENTS,
        OASFactory.createMediaType().schema(text("Pieces of the answer as server-sent events.")));
    chat(operation, content);
  }

  private static void count(Operation operation) {
    operation.requestBody(
        OASFactory.createRequestBody().required(true).content(content(JSON, ref(REQUEST))));
    var total = type(SchemaType.INTEGER, "An estimate: a token for three bytes.");
    answer(operation, content(JSON, object("Tokens.").addProperty("totalTokens", total)));
    fail(operation, "400", "The request is malformed");
    fail(operation, "404", "The caller has no model of that name");
    fail(operation, "413", "The body is too large");
  }

  private static void chat(Operation operation, Content content) {
    operation.requestBody(
        OASFactory.createRequestBody().required(true).content(content(JSON, ref(REQUEST))));
    answer(operation, content);
    fail(operation, "400", "The request is malformed, or a vendor refused it");
    fail(operation, "404", "The caller has no model of that name");
    fail(operation, "413", "The body is too large");
    fail(operation, "429", "A rate limit or a quota is used up");
    fail(operation, "502", "Every vendor that was tried failed");
    fail(operation, "503", "No channel is left");
    fail(operation, "504", "The vendor was too slow");
  }

  private static void answer(Operation operation, Content content) {
    operation
        .getResponses()
        .addAPIResponse(
            "200", OASFactory.createAPIResponse().description("The answer").content(content));
  }

  private static void fail(Operation operation, String status, String what) {
    operation
        .getResponses()
        .addAPIResponse(
            status,
            OASFactory.createAPIResponse().description(what).content(content(JSON, ref(ERROR))));
  }

  private static Content content(String mediaType, Schema schema) {
    return OASFactory.createContent()
        .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
  }

  private static Schema ref(String name) {
    return OASFactory.createSchema().ref(SCHEMAS + name);
  }

  private static Schema object(String description) {
    return type(SchemaType.OBJECT, description);
  }

  private static Schema text(String description) {
    return type(SchemaType.STRING, description);
  }

  private static Schema list(Schema items) {
    return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
  }

  private static Schema type(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }
}
