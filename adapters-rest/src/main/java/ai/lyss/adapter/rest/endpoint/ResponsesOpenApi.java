package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.list;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.object;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.ref;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.text;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.type;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Sketches OpenAI's Responses dialect: the fields the gateway reads, and what clients look at.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">Responses</a>
 */
final class ResponsesOpenApi {

  private static final String REQUEST = "ResponseRequest";
  private static final String ANSWER = "Response";

  /** The beginning of a stream. */
  private static final String EVENTS =
      """
      event: response.created
      data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1",\
      "object":"response","created_at":1764000000,"status":"in_progress","model":"simulator",\
      "output":[]}}

      """;

  private ResponsesOpenApi() {}

  /** Describes the operation, but for the failures of callers. */
  static void sketch(Operation operation) {
    RelayAnswers.takes(operation, REQUEST);
    RelayAnswers.relays(
        operation,
        RelayAnswers.orEvents(content("application/json", ref(ANSWER)), EVENTS),
        RelayOpenApi.FAILURES);
  }

  static void addSchemas(Components components) {
    components.addSchema(REQUEST, request());
    components.addSchema(
        ANSWER,
        object("The answer as OpenAI's Responses API has it.")
            .addProperty("id", text("An id; nothing is stored under it."))
            .addProperty("model", text("The model that answered."))
            .addProperty("status", text("Such as completed or incomplete."))
            .addProperty("output", list(object("An item: message, reasoning, function_call.")))
            .addProperty("usage", object("Tokens used."))
            .examples(List.of(whole())));
  }

  private static Map<String, Object> whole() {
    var text = Map.of("type", "output_text", "text", "Hello", "annotations", List.of());
    var message =
        Map.of(
            "type",
            "message",
            "id",
            "msg_1",
            "role",
            "assistant",
            "status",
            "completed",
            "content",
            List.of(text));
    return Map.of(
        "id",
        "resp_1",
        "object",
        "response",
        "created_at",
        1_764_000_000,
        "status",
        "completed",
        "model",
        "simulator",
        "output",
        List.of(message),
        "usage",
        Map.of("input_tokens", 1, "output_tokens", 1, "total_tokens", 2));
  }

  private static Schema request() {
    return object("A request in OpenAI's Responses dialect; other fields go through untouched.")
        .addProperty("model", text("The public name of a model."))
        .addProperty(
            "input",
            OASFactory.createSchema()
                .description("A text, or items: messages, calls, results, reasoning.")
                .anyOf(List.of(text("A text."), list(object("An item.")))))
        .addProperty("instructions", text("What the application tells the model."))
        .addProperty("stream", type(SchemaType.BOOLEAN, "Whether to answer as a stream."))
        .addProperty("max_output_tokens", type(SchemaType.INTEGER, "Most output tokens."))
        .required(List.of("model"))
        .examples(List.of(Map.of("model", "simulator", "input", "Hello")));
  }
}
