package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.content;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.ref;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.text;
import static ai.lyss.adapter.rest.endpoint.RelayOpenApi.type;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes what the relay takes and answers in every dialect alike. */
final class RelayAnswers {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String OK = "200";

  private RelayAnswers() {}

  /** Says that an operation takes a body of this schema. */
  static void takes(Operation operation, String schema) {
    takes(operation, content(JSON, ref(schema)));
  }

  /** Says that an operation takes a body of this content. */
  static void takes(Operation operation, Content content) {
    operation.requestBody(OASFactory.createRequestBody().required(true).content(content));
  }

  /** Says that an operation takes a parameter, which a path cannot do without. */
  static void takes(
      Operation operation, Parameter.In place, String name, String description, Schema schema) {
    var parameter =
        OASFactory.createParameter().name(name).in(place).description(description).schema(schema);
    if (place == Parameter.In.PATH) {
      parameter.required(true);
    }
    operation.addParameter(parameter);
  }

  /** Adds an answer as a stream to those that an operation has. */
  static Content orEvents(Content whole, String example) {
    return whole.addMediaType(
        EVENTS,
        OASFactory.createMediaType()
            .schema(text("Server-sent events of the dialect."))
            .addExample("usual", OASFactory.createExample().value(example)));
  }

  /** Describes the answer of an operation that relays, and all its failures but the callers'. */
  static void relays(Operation operation, Content content, ErrorForm form) {
    var strict = type(SchemaType.BOOLEAN, "false unless given");
    takes(
        operation,
        Parameter.In.HEADER,
        "x-lyss-strict",
        "Refuses the request rather than leave out what a vendor does not take",
        strict);
    answers(operation, content);
    header(operation, "x-lyss-channel", "The name of the channel that answered");
    header(operation, "x-lyss-provider", "The name of its provider");
    header(operation, "x-lyss-attempts", "How many attempts were made");
    header(
        operation,
        "x-lyss-dropped",
        "What the vendor was not sent, JSON pointers with commas between; absent when everything"
            + " was");
    header(
        operation,
        "x-lyss-clipped",
        "The output limit that was sent for want of quota, if one was");
    header(
        operation, "x-lyss-quota-warning", "The id of a quota that passed a threshold, if one did");
    fails(
        operation,
        form,
        RelayFailures.INVALID,
        RelayFailures.NO_MODEL,
        RelayFailures.TOO_LARGE,
        RelayFailures.USED_UP,
        RelayFailures.INTERNAL,
        RelayFailures.VENDOR_FAILED,
        RelayFailures.NO_CHANNEL,
        RelayFailures.TOO_SLOW);
  }

  /** Describes the answer of an operation that estimates tokens, and its failures. */
  static void estimates(Operation operation, String schema, ErrorForm form) {
    answers(operation, content(JSON, ref(schema)));
    header(operation, "x-lyss-estimated", "Always true: no vendor was asked");
    fails(
        operation,
        form,
        RelayFailures.INVALID,
        RelayFailures.NO_MODEL,
        RelayFailures.TOO_LARGE,
        RelayFailures.INTERNAL);
  }

  /** Describes what an operation answers when all is well. */
  static void answers(Operation operation, Content content) {
    APIResponse answer = OASFactory.createAPIResponse().description("The answer").content(content);
    AnswerHeaders.REQUEST_ID.on(answer);
    operation.getResponses().addAPIResponse(OK, answer);
  }

  /** Says that an operation may fail so. */
  static void fails(Operation operation, ErrorForm form, RelayFailures... failures) {
    for (var failure : failures) {
      operation.getResponses().addAPIResponse(failure.status(), failure.response(form));
    }
  }

  private static void header(Operation operation, String name, String description) {
    var schema = OASFactory.createSchema().addType(SchemaType.STRING);
    operation
        .getResponses()
        .getAPIResponse(OK)
        .addHeader(name, OASFactory.createHeader().description(description).schema(schema));
  }
}
