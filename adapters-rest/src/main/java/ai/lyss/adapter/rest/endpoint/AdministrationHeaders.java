package ai.lyss.adapter.rest.endpoint;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the headers of what an administration endpoint answers. */
final class AdministrationHeaders {

  private static final String TAG = "^\"[0-9]+\"$";

  private AdministrationHeaders() {}

  /** Adds them to every answer that an operation is described to give. */
  static void addTo(Endpoint endpoint, Operation operation) {
    var shows = showsOne(endpoint, operation);
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, answer) -> add(status, answer, shows));
  }

  private static void add(String status, APIResponse answer, boolean showsOne) {
    answer.addHeader(
        "x-request-id", text("Names the request in the log; the caller's own if good"));
    switch (status) {
      case "200" -> {
        if (showsOne) {
          answer.addHeader("ETag", tag());
        }
      }
      case "201" -> {
        answer.addHeader("ETag", tag());
        answer.addHeader("Location", text("Where the thing is from now on"));
      }
      case "401" -> answer.addHeader("WWW-Authenticate", text("The scheme, and what is wrong"));
      case "503" ->
          answer.addHeader(
              "Retry-After", header("Seconds to wait", schema(Schema.SchemaType.INTEGER)));
      default -> {
        // nothing of its own
      }
    }
  }

  /** Tells whether an answer is one thing with its version: it is read, or may be changed. */
  private static boolean showsOne(Endpoint endpoint, Operation operation) {
    var parameters = operation.getParameters();
    return endpoint.verb() == Verb.GET
        ? endpoint.path().endsWith("}")
        : parameters != null
            && parameters.stream()
                .anyMatch(
                    each ->
                        each.getIn() == Parameter.In.HEADER && "If-Match".equals(each.getName()));
  }

  private static Header tag() {
    return header(
        "The thing's version, for If-Match", schema(Schema.SchemaType.STRING).pattern(TAG));
  }

  private static Header text(String description) {
    return header(description, schema(Schema.SchemaType.STRING));
  }

  private static Header header(String description, Schema schema) {
    return OASFactory.createHeader().required(true).description(description).schema(schema);
  }

  private static Schema schema(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
