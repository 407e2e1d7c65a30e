package ai.lyss.adapter.rest.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Sketches the relay's operations in OpenAI's dialect: the fields the gateway reads. Everything
 * else is the vendor's and goes through.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI, Chat Completions</a>
 */
final class RelayOpenApi {

  private static final String JSON = "application/json";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String REQUEST = "ChatCompletionRequest";
  private static final String ANSWER = "ChatCompletion";
  private static final String MODEL = "OpenAiModel";
  private static final String MODELS = "OpenAiModels";

  private static final String ERROR = "OpenAiError";

  /** How failures are told. */
  static final ErrorForm FAILURES = new ErrorForm(ERROR, RelayOpenApi::failed);

  private static final String HELLO =
      """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1764000000,\
      "model":"simulator","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}

      data: [DONE]

      """;

  private RelayOpenApi() {}

  static void addSchemas(Components components) {
    GeminiOpenApi.addSchemas(components);
    MessagesOpenApi.addSchemas(components);
    components.addSchema(REQUEST, request());
    components.addSchema(
        ANSWER,
        object("The vendor's answer.")
            .addProperty("id", text("The vendor's id."))
            .addProperty("model", text("The public name of the model."))
            .addProperty("choices", list(object("A choice.")))
            .addProperty("usage", object("Tokens used."))
            .examples(List.of(whole())));
    ResponsesOpenApi.addSchemas(components);
    EmbeddingsOpenApi.addSchemas(components);
    GeminiEmbeddingsOpenApi.addSchemas(components);
    PassThroughOpenApi.addSchemas(components);
    components.addSchema(
        MODEL,
        object("A model.")
            .addProperty("id", text("Its public name."))
            .addProperty("object", text("Always model."))
            .addProperty("created", type(SchemaType.INTEGER, "Seconds since 1970."))
            .addProperty("owned_by", text("Who serves it."))
            .examples(List.of(model())));
    components.addSchema(
        MODELS,
        object("The models that the caller may use.")
            .addProperty("object", text("Always list."))
            .addProperty("data", list(ref(MODEL)))
            .examples(List.of(Map.of("object", "list", "data", List.of(model())))));
    components.addSchema(
        ERROR, object("A failure in OpenAI's dialect.").addProperty("error", failure()));
  }

  private static Schema request() {
    var message = Map.of("role", "user", "content", "Hello");
    return object("A chat in OpenAI's dialect; fields not listed here go through untouched.")
        .addProperty("model", text("The public name of a model."))
        .addProperty("messages", list(object("A message.")))
        .addProperty("stream", type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
        .addProperty("max_completion_tokens", type(SchemaType.INTEGER, "Most output tokens."))
        .required(List.of("model", "messages"))
        .examples(List.of(Map.of("model", "simulator", "messages", List.of(message))));
  }

  private static Map<String, Object> whole() {
    var message = Map.of("role", "assistant", "content", "Hello");
    return Map.of(
        "id",
        "chatcmpl-1",
        "object",
        "chat.completion",
        "created",
        1_764_000_000,
        "model",
        "simulator",
        "choices",
        List.of(Map.of("index", 0, "message", message, "finish_reason", "stop")),
        "usage",
        Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
  }

  private static Map<String, Object> model() {
    return Map.of(
        "id", "simulator", "object", "model", "created", 1_764_000_000, "owned_by", "simulator");
  }

  private static Schema failure() {
    return object("What failed.")
        .addProperty("message", text("In words."))
        .addProperty("type", text("The class of failure."))
        .addProperty("param", nullableText("The field that is wrong, if one is."))
        .addProperty("code", nullableText("The kind of failure."));
  }

  private static Map<String, Object> failed(RelayFailures failure) {
    var error = new LinkedHashMap<String, @Nullable Object>();
    error.put("message", failure.message());
    error.put("type", failure.type());
    error.put("param", failure.param());
    error.put("code", failure.code());
    return Map.of("error", error);
  }

  static void sketch(Endpoint endpoint, Operation operation) {
    operation.setResponses(OASFactory.createAPIResponses());
    switch (endpoint.operation()) {
      case "createMessage", "countMessageTokens" -> MessagesOpenApi.sketch(endpoint, operation);
      case "generateContent",
          "streamGenerateContent",
          "embedContent",
          "batchEmbedContents",
          "countTokens",
          "listGeminiModels",
          "readGeminiModel" ->
          GeminiOpenApi.sketch(endpoint, operation);
      default -> sketchOpenAi(endpoint, operation);
    }
  }

  private static void sketchOpenAi(Endpoint endpoint, Operation operation) {
    switch (endpoint.operation()) {
      case "createChatCompletion" -> chat(operation, content(JSON, ref(ANSWER)));
      case "streamChatCompletion" -> chat(operation, OASFactory.createContent());
      case "createDeploymentChatCompletion" -> {
        deployment(operation);
        chat(operation, content(JSON, ref(ANSWER)));
      }
      case "createResponse" -> ResponsesOpenApi.sketch(operation);
      case "createEmbedding" -> EmbeddingsOpenApi.sketch(operation);
      case "createDeploymentEmbedding" -> {
        deployment(operation);
        EmbeddingsOpenApi.sketch(operation);
      }
      case "createModeration",
          "createRerank",
          "createImage",
          "createSpeech",
          "createTranscription" ->
          PassThroughOpenApi.sketch(endpoint.operation(), operation);
      case "listModels" -> RelayAnswers.answers(operation, content(JSON, ref(MODELS)));
      case "readModel" -> {
        RelayAnswers.takes(
            operation,
            Parameter.In.PATH,
            "id",
            "The model's name, which may contain / and :",
            text("The model's name."));
        RelayAnswers.answers(operation, content(JSON, ref(MODEL)));
        RelayAnswers.fails(operation, FAILURES, RelayFailures.NO_MODEL);
      }
      default ->
          throw new IllegalStateException(
              endpoint + ": no sketch of " + endpoint.operation() + " (expected: one)");
    }
    RelayAnswers.fails(operation, FAILURES, RelayFailures.UNAUTHENTICATED, RelayFailures.FORBIDDEN);
  }

  private static void deployment(Operation operation) {
    RelayAnswers.takes(
        operation,
        Parameter.In.PATH,
        "deployment",
        "The public name of a model; the body's model does not count.",
        text("The model's name."));
    RelayAnswers.takes(
        operation,
        Parameter.In.QUERY,
        "api-version",
        "What Azure's clients send; every version is taken alike.",
        text("A version."));
  }

  private static void chat(Operation operation, Content whole) {
    RelayAnswers.takes(operation, REQUEST);
    RelayAnswers.relays(operation, RelayAnswers.orEvents(whole, HELLO), FAILURES);
  }

  static Content content(String mediaType, Schema schema) {
    return OASFactory.createContent()
        .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
  }

  static Schema ref(String name) {
    return OASFactory.createSchema().ref(SCHEMAS + name);
  }

  static Schema object(String description) {
    return type(SchemaType.OBJECT, description);
  }

  static Schema text(String description) {
    return type(SchemaType.STRING, description);
  }

  static Schema nullableText(String description) {
    return text(description).addType(SchemaType.NULL);
  }

  static Schema list(Schema items) {
    return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
  }

  static Schema type(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }
}
