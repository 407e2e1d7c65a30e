package ai.lyss.adapter.rest.endpoint;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Sketches the relay's operations in Anthropic's dialect: the fields the gateway reads. Everything
 * else is the vendor's and goes through.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages</a>
 */
final class MessagesOpenApi {

  private static final String JSON = "application/json";
  private static final String REQUEST = "AnthropicMessageRequest";
  private static final String COUNT_REQUEST = "AnthropicCountRequest";
  private static final String MESSAGE = "AnthropicMessage";
  private static final String COUNT = "AnthropicTokenCount";
  private static final String ERROR = "AnthropicError";

  private MessagesOpenApi() {}

  static void addSchemas(Components components) {
    var message = Map.of("role", "user", "content", "Hello");
    components.addSchema(
        REQUEST,
        RelayOpenApi.object("A chat in Anthropic's dialect; other fields go through untouched.")
            .addProperty("model", RelayOpenApi.text("The public name of a model."))
            .addProperty("max_tokens", RelayOpenApi.type(SchemaType.INTEGER, "Most output tokens."))
            .addProperty("messages", RelayOpenApi.list(RelayOpenApi.object("A message.")))
            .addProperty(
                "stream", RelayOpenApi.type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
            .required(List.of("model", "max_tokens", "messages"))
            .examples(
                List.of(
                    Map.of("model", "simulator", "max_tokens", 64, "messages", List.of(message)))));
    components.addSchema(
        COUNT_REQUEST,
        RelayOpenApi.object("The same chat without an output limit.")
            .addProperty("model", RelayOpenApi.text("The public name of a model."))
            .addProperty("messages", RelayOpenApi.list(RelayOpenApi.object("A message.")))
            .required(List.of("model", "messages"))
            .examples(List.of(Map.of("model", "simulator", "messages", List.of(message)))));
    components.addSchema(
        MESSAGE,
        RelayOpenApi.object("The answer.")
            .addProperty("id", RelayOpenApi.text("Its id."))
            .addProperty("content", RelayOpenApi.list(RelayOpenApi.object("A content block.")))
            .addProperty("stop_reason", RelayOpenApi.text("Why the model stopped."))
            .addProperty("usage", RelayOpenApi.object("Tokens used.")));
    components.addSchema(
        COUNT,
        RelayOpenApi.object("An estimate.")
            .addProperty(
                "input_tokens", RelayOpenApi.type(SchemaType.INTEGER, "Tokens of the input.")));
    components.addSchema(
        ERROR,
        RelayOpenApi.object("A failure in Anthropic's dialect.")
            .addProperty("type", RelayOpenApi.text("Always error."))
            .addProperty(
                "error",
                RelayOpenApi.object("What failed.")
                    .addProperty("type", RelayOpenApi.text("The class of failure."))
                    .addProperty("message", RelayOpenApi.text("In words.")))
            .addProperty("request_id", RelayOpenApi.text("The request's id.")));
  }

  static void sketch(Endpoint endpoint, Operation operation) {
    boolean counts = endpoint.operation().equals("countMessageTokens");
    operation.addParameter(
        OASFactory.createParameter()
            .name("anthropic-version")
            .in(Parameter.In.HEADER)
            .description("The version of the API that the body is written for")
            .schema(RelayOpenApi.text("2023-06-01 or 2026-10-21.")));
    operation.requestBody(
        OASFactory.createRequestBody()
            .required(true)
            .content(
                RelayOpenApi.content(JSON, RelayOpenApi.ref(counts ? COUNT_REQUEST : REQUEST))));
    var good = RelayOpenApi.content(JSON, RelayOpenApi.ref(counts ? COUNT : MESSAGE));
    if (!counts) {
      good.addMediaType(
          "text/event-stream",
          OASFactory.createMediaType()
              .schema(RelayOpenApi.text("Events from message_start to message_stop.")));
    }
    answer(operation, "200", "The answer", good);
    fail(operation, "400", "The request is malformed, or a vendor refused it");
    fail(operation, "401", "No token, or one that is worth nothing");
    fail(operation, "403", "The caller has none of the roles");
    fail(operation, "404", "The caller has no model of that name");
    fail(operation, "413", "The body is too large");
    if (!counts) {
      fail(operation, "429", "A rate limit or a quota is used up");
      fail(operation, "502", "Every vendor that was tried failed");
      fail(operation, "503", "No channel is left");
      fail(operation, "504", "The vendor was too slow");
    }
  }

  private static void fail(Operation operation, String status, String what) {
    answer(operation, status, what, RelayOpenApi.content(JSON, RelayOpenApi.ref(ERROR)));
  }

  private static void answer(Operation operation, String status, String what, Content content) {
    operation
        .getResponses()
        .addAPIResponse(status, OASFactory.createAPIResponse().description(what).content(content));
  }
}
