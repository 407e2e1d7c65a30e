package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.BODY_TOO_LARGE;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.CONFLICT;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.FORBIDDEN;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.IDEMPOTENCY_KEY_REUSED;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.INTERNAL_ERROR;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.INVALID_FIELDS;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.NOT_FOUND;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.STALE;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.STORE_UNAVAILABLE;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.UNAUTHENTICATED;
import static ai.lyss.adapter.rest.endpoint.AdministrationFailures.UNSUPPORTED_MEDIA_TYPE;

import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds what the scanner cannot see of an administration endpoint: parameters, failures, headers.
 */
final class AdministrationOpenApi {

  private static final String IF_MATCH = "If-Match";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private AdministrationOpenApi() {}

  /** Completes what an operation takes and answers. */
  static void complete(Endpoint endpoint, Operation operation) {
    ListParameters.of(endpoint.operation())
        .ifPresent(listed -> AdministrationParameters.addOf(listed, operation));
    if (endpoint.verb() == Verb.PATCH) {
      AdministrationParameters.addMergePatch(endpoint, operation);
    }
    if (endpoint.operation().equals("importConfig")) {
      AdministrationParameters.addImportFlags(operation);
    }
    AdministrationParameters.describe(operation);
    AdministrationParameters.addTenant(operation);
    addFailures(operation);
  }

  private static void addFailures(Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    var responses = operation.getResponses();
    responses.removeAPIResponse("default");
    failures(operation)
        .forEach(failure -> responses.addAPIResponse(failure.status(), failure.response()));
    addHeaders(responses);
  }

  private static List<AdministrationFailures> failures(Operation operation) {
    var failures = EnumSet.of(UNAUTHENTICATED, FORBIDDEN, INTERNAL_ERROR, STORE_UNAVAILABLE);
    var takesBody = operation.getRequestBody() != null;
    var takesIfMatch = takesHeader(operation, IF_MATCH);
    if (takesBody || takes(operation, Parameter.In.QUERY)) {
      failures.add(INVALID_FIELDS);
    }
    failures.add(NOT_FOUND); // the tenant of the header, if nothing else
    if (takesBody || takesIfMatch) {
      failures.add(CONFLICT);
    }
    if (takesIfMatch) {
      failures.add(STALE);
    }
    if (takesHeader(operation, IDEMPOTENCY_KEY)) {
      failures.add(IDEMPOTENCY_KEY_REUSED);
    }
    if (takesBody) {
      failures.add(BODY_TOO_LARGE);
      failures.add(UNSUPPORTED_MEDIA_TYPE);
    }
    return List.copyOf(failures);
  }

  private static void addHeaders(APIResponses responses) {
    responses
        .getAPIResponses()
        .forEach(
            (status, answer) -> {
              AnswerHeaders.REQUEST_ID.alwaysOn(answer);
              if (status.equals("201")) {
                answer.setDescription("Made");
                AnswerHeaders.LOCATION.alwaysOn(answer);
              }
              if (showsStoredThing(answer)) {
                AnswerHeaders.TAG.alwaysOn(answer);
              }
            });
  }

  private static boolean showsStoredThing(APIResponse answer) {
    var content = answer.getContent();
    return content != null
        && content.getMediaTypes().values().stream()
            .map(MediaType::getSchema)
            .anyMatch(
                schema ->
                    schema != null
                        && schema.getRef() != null
                        && schema.getRef().contains("/Stored"));
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
}
