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
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Sketches the relay's operations in OpenAI's dialect: the fields the gateway reads. Everything
 * else is the vendor's and goes through.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI, Chat Completions</a>
 */
final class RelayOpenApi {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String REQUEST = "ChatCompletionRequest";
  private static final String ANSWER = "ChatCompletion";
  private static final String MODEL = "OpenAiModel";
  private static final String MODELS = "OpenAiModels";

  /** The schema of errors. */
  static final String ERROR = "OpenAiError";

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

  static void sketch(Endpoint endpoint, Operation operation) {
    operation.setResponses(OASFactory.createAPIResponses());
    switch (endpoint.operation()) {
      case "createChatCompletion" -> chat(operation, content(JSON, ref(ANSWER)), HELLO);
      case "streamChatCompletion" -> chat(operation, OASFactory.createContent(), HELLO);
      case "createMessage", "countMessageTokens" -> {
        MessagesOpenApi.sketch(endpoint, operation);
        return;
      }
      case "createDeploymentChatCompletion" -> {
        deployment(operation);
        chat(operation, content(JSON, ref(ANSWER)), HELLO);
      }
      case "createResponse" -> {
        chat(operation, content(JSON, ref(ResponsesOpenApi.ANSWER)), ResponsesOpenApi.EVENTS);
        var taken = OASFactory.createRequestBody().required(true);
        operation.requestBody(taken.content(content(JSON, ref(ResponsesOpenApi.REQUEST))));
      }
      case "createEmbedding" -> embeddings(operation);
      case "createDeploymentEmbedding" -> {
        deployment(operation);
        embeddings(operation);
      }
      case "listModels" -> answer(operation, content(JSON, ref(MODELS)));
      case "readModel" -> {
        operation.addParameter(
            OASFactory.createParameter()
                .name("id")
                .in(Parameter.In.PATH)
                .required(true)
                .description("The model's name, which may contain / and :")
                .schema(text("The model's name.")));
        answer(operation, content(JSON, ref(MODEL)));
        fail(operation, RelayFailures.NO_MODEL);
      }
      case "generateContent",
          "streamGenerateContent",
          "countTokens",
          "listGeminiModels",
          "readGeminiModel" -> {
        GeminiOpenApi.sketch(endpoint, operation);
        return;
      }
      default ->
          throw new IllegalStateException(
              endpoint + ": no sketch of " + endpoint.operation() + " (expected: one)");
    }
    fail(operation, RelayFailures.UNAUTHENTICATED, RelayFailures.FORBIDDEN);
  }

  private static void deployment(Operation operation) {
    operation.addParameter(
        OASFactory.createParameter()
            .name("deployment")
            .in(Parameter.In.PATH)
            .required(true)
            .description("The public name of a model; the body's model does not count.")
            .schema(text("The model's name.")));
    operation.addParameter(
        OASFactory.createParameter()
            .name("api-version")
            .in(Parameter.In.QUERY)
            .description("What Azure's clients send; every version is taken alike.")
            .schema(text("A version.")));
  }

  private static void embeddings(Operation operation) {
    operation.requestBody(
        OASFactory.createRequestBody()
            .required(true)
            .content(content(JSON, ref(EmbeddingsOpenApi.REQUEST))));
    answer(operation, content(JSON, ref(EmbeddingsOpenApi.ANSWER)));
    relayFailures(operation);
  }

  private static void chat(Operation operation, Content whole, String events) {
    operation.addParameter(
        OASFactory.createParameter()
            .name("x-lyss-strict")
            .in(Parameter.In.HEADER)
            .description("Refuses the request rather than leave out what a vendor does not take")
            .schema(type(SchemaType.BOOLEAN, "false unless given")));
    operation.requestBody(
        OASFactory.createRequestBody().required(true).content(content(JSON, ref(REQUEST))));
    whole.addMediaType(
        EVENTS,
        OASFactory.createMediaType()
            .schema(text("Server-sent events of the dialect."))
            .addExample("usual", OASFactory.createExample().value(events)));
    answer(operation, whole);
    var answer = operation.getResponses().getAPIResponse("200");
    header(answer, "x-lyss-channel", "The name of the channel that answered");
    header(answer, "x-lyss-provider", "The name of its provider");
    header(answer, "x-lyss-attempts", "How many attempts were made");
    header(
        answer,
        "x-lyss-dropped",
        "What the vendor was not sent, JSON pointers with commas between; absent when everything"
            + " was");
    header(
        answer, "x-lyss-clipped", "The output limit that was sent for want of quota, if one was");
    header(answer, "x-lyss-quota-warning", "The id of a quota that passed a threshold, if one did");
    relayFailures(operation);
  }

  private static void relayFailures(Operation operation) {
    fail(
        operation,
        RelayFailures.INVALID,
        RelayFailures.NO_MODEL,
        RelayFailures.TOO_LARGE,
        RelayFailures.USED_UP,
        RelayFailures.INTERNAL,
        RelayFailures.VENDOR_FAILED,
        RelayFailures.NO_CHANNEL,
        RelayFailures.TOO_SLOW);
  }

  private static void header(APIResponse answer, String name, String description) {
    answer.addHeader(
        name,
        OASFactory.createHeader()
            .description(description)
            .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
  }

  private static void answer(Operation operation, Content content) {
    APIResponse answer = OASFactory.createAPIResponse().description("The answer").content(content);
    AnswerHeaders.REQUEST_ID.on(answer);
    operation.getResponses().addAPIResponse("200", answer);
  }

  private static void fail(Operation operation, RelayFailures... failures) {
    for (var failure : failures) {
      operation.getResponses().addAPIResponse(failure.status(), failure.response());
    }
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

  private static Schema nullableText(String description) {
    return text(description).addType(SchemaType.NULL);
  }

  static Schema list(Schema items) {
    return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
  }

  static Schema type(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }
}
