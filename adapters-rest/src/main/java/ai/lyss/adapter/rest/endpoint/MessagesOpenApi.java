package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.list;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.nullableText;
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
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

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

  private static final ErrorForm FAILURES = new ErrorForm(ERROR, MessagesOpenApi::failed);

  private static final String HELLO =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message",\
      "role":"assistant","model":"simulator","content":[],"stop_reason":null,\
      "stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":0}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
      "usage":{"output_tokens":1}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private MessagesOpenApi() {}

  static void addSchemas(Components components) {
    var message = Map.of("role", "user", "content", "Hello");
    components.addSchema(
        REQUEST,
        object("A chat in Anthropic's dialect; other fields go through untouched.")
            .addProperty("model", text("The public name of a model."))
            .addProperty("max_tokens", type(SchemaType.INTEGER, "Most output tokens."))
            .addProperty("messages", list(object("A message.")))
            .addProperty("stream", type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
            .required(List.of("model", "max_tokens", "messages"))
            .examples(
                List.of(
                    Map.of("model", "simulator", "max_tokens", 64, "messages", List.of(message)))));
    components.addSchema(
        COUNT_REQUEST,
        object("The same chat without an output limit.")
            .addProperty("model", text("The public name of a model."))
            .addProperty("messages", list(object("A message.")))
            .required(List.of("model", "messages"))
            .examples(List.of(Map.of("model", "simulator", "messages", List.of(message)))));
    components.addSchema(
        MESSAGE,
        object("The answer.")
            .addProperty("id", text("Its id."))
            .addProperty("content", list(object("A content block.")))
            .addProperty("stop_reason", text("Why the model stopped."))
            .addProperty("usage", object("Tokens used."))
            .examples(List.of(whole())));
    components.addSchema(
        COUNT,
        object("An estimate.")
            .addProperty("input_tokens", type(SchemaType.INTEGER, "Tokens of the input."))
            .examples(List.of(Map.of("input_tokens", 2))));
    components.addSchema(
        ERROR,
        object("A failure in Anthropic's dialect.")
            .addProperty("type", text("Always error."))
            .addProperty(
                "error",
                object("What failed.")
                    .addProperty("type", text("The class of failure."))
                    .addProperty("message", text("In words."))
                    .addProperty("details", object("The code of it, if it has one.")))
            .addProperty("request_id", nullableText("The request's id.")));
  }

  private static Map<String, Object> whole() {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("id", "msg_1");
    whole.put("type", "message");
    whole.put("role", "assistant");
    whole.put("model", "simulator");
    whole.put("content", List.of(Map.of("type", "text", "text", "Hello")));
    whole.put("stop_reason", "end_turn");
    whole.put("stop_sequence", null);
    whole.put("usage", Map.of("input_tokens", 1, "output_tokens", 1));
    return whole;
  }

  private static Map<String, Object> failed(RelayFailures failure) {
    var message = failure == RelayFailures.NO_MODEL ? "model: gpt-9" : failure.message();
    var error = new LinkedHashMap<String, Object>();
    error.put("type", typeOf(failure));
    error.put("message", message);
    if (failure == RelayFailures.USED_UP) {
      error.put("details", Map.of("error_code", "enforced_spend_limit_reached"));
    }
    return Map.of("type", "error", "error", error, "request_id", AdministrationParameters.SOME_ID);
  }

  private static String typeOf(RelayFailures failure) {
    return switch (failure) {
      case INVALID -> "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case FORBIDDEN -> "permission_error";
      case NO_MODEL -> "not_found_error";
      case TOO_LARGE -> "request_too_large";
      case USED_UP -> "rate_limit_error";
      case INTERNAL, VENDOR_FAILED -> "api_error";
      case NO_CHANNEL -> "overloaded_error";
      case TOO_SLOW -> "timeout_error";
    };
  }

  static void sketch(Endpoint endpoint, Operation operation) {
    RelayAnswers.takes(
        operation,
        Parameter.In.HEADER,
        "anthropic-version",
        "The version of the API that the body is written for",
        text("2023-06-01 or 2026-10-21."));
    if (endpoint.operation().equals("countMessageTokens")) {
      RelayAnswers.takes(operation, COUNT_REQUEST);
      RelayAnswers.estimates(operation, COUNT, FAILURES);
    } else {
      RelayAnswers.takes(operation, REQUEST);
      RelayAnswers.relays(
          operation, RelayAnswers.orEvents(content(JSON, ref(MESSAGE)), HELLO), FAILURES);
    }
    RelayAnswers.fails(operation, FAILURES, RelayFailures.UNAUTHENTICATED, RelayFailures.FORBIDDEN);
    var id = OASFactory.createHeader().description("The same id as in x-request-id");
    id.schema(OASFactory.createSchema().addType(SchemaType.STRING));
    for (var answer : operation.getResponses().getAPIResponses().values()) {
      answer.addHeader("request-id", id);
    }
  }
}
