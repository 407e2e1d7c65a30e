package ai.lyss.adapter.rest.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds the failures that an administration endpoint may answer with. */
final class AdministrationOpenApi {

  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM = "#/components/schemas/Problem";

  private AdministrationOpenApi() {}

  /** Completes what an operation takes and answers. */
  static void complete(Endpoint endpoint, Operation operation) {
    ListParameters.of(endpoint.operation())
        .ifPresent(listed -> AdministrationParameters.addOf(listed, operation));
    if (endpoint.verb() == Verb.PATCH) {
      AdministrationParameters.addMergePatch(operation);
    }
    AdministrationParameters.addTenant(operation);
    addFailures(endpoint, operation);
    AdministrationHeaders.addTo(endpoint, operation);
  }

  private static void addFailures(Endpoint endpoint, Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    var responses = operation.getResponses();
    responses.removeAPIResponse("default");
    failures(endpoint, operation)
        .forEach((status, what) -> responses.addAPIResponse(status, problem(what)));
  }

  private static Map<String, String> failures(Endpoint endpoint, Operation operation) {
    var failures = new LinkedHashMap<String, String>();
    var one = endpoint.path().contains("{");
    var takesBody = operation.getRequestBody() != null;
    var takesIfMatch = takesHeader(operation, "If-Match");
    if (takesBody || takes(operation, Parameter.In.QUERY)) {
      failures.put("400", "Fields or parameters are wrong: all of them are listed");
    }
    failures.put("401", "No token, or one that is worth nothing");
    failures.put("403", "The caller has none of the roles");
    failures.put("404", one ? "No such thing in this tenant" : "No tenant of the id in the header");
    if (takesBody || takesIfMatch) {
      failures.put("409", "Another thing stands in the way");
    }
    if (takesIfMatch) {
      failures.put("412", "The thing was changed since it was read");
    }
    if (takesHeader(operation, "Idempotency-Key")) {
      failures.put("422", "Another request came under the same idempotency key");
    }
    if (takesBody) {
      failures.put("413", "The body is too large");
      failures.put("415", "The body is not JSON");
    }
    failures.put("500", "A bug; the log tells more under the request's id");
    failures.put("503", "The store cannot be reached at the moment");
    return failures;
  }

  private static boolean takesHeader(Operation operation, String name) {
    var parameters = operation.getParameters();
    return parameters != null
        && parameters.stream()
            .anyMatch(each -> each.getIn() == Parameter.In.HEADER && name.equals(each.getName()));
  }

  private static boolean takes(Operation operation, Parameter.In place) {
    var parameters = operation.getParameters();
    return parameters != null && parameters.stream().anyMatch(each -> each.getIn() == place);
  }

  private static APIResponse problem(String what) {
    return OASFactory.createAPIResponse()
        .description(what)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    PROBLEM_JSON,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
  }
}
