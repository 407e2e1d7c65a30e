package ai.lyss.adapter.rest.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The failures of administration as the documentation tells them, each with an example. */
enum AdministrationFailures {
  /** Fields or parameters are wrong. */
  INVALID_FIELDS(
      400,
      "Some fields or parameters are not in order",
      "Fields or parameters are wrong, all of them are listed; or the body cannot be read",
      "weight: -1 (expected: 0 to 1000000)"),
  /** No token, or one that is worth nothing. */
  UNAUTHENTICATED(
      401,
      "A valid token is needed",
      "No token, or one that is worth nothing",
      "Authorization: no token (expected: Bearer and an API key or a token)"),
  /** The caller may not do this. */
  FORBIDDEN(
      403,
      "The caller may not do this",
      "The caller has none of the roles",
      "roles: member (expected: one of platform-admin, tenant-admin, operator)"),
  /** No such thing. */
  NOT_FOUND(404, "There is no such thing", "No such thing in this tenant", "channel: not found"),
  /** Another thing stands in the way. */
  CONFLICT(
      409,
      "Another thing stands in the way",
      "Another thing stands in the way",
      "name: gpt-east (expected: one that is not taken)"),
  /** A lost update. */
  STALE(
      412,
      "The thing was changed since it was read",
      "The thing was changed since it was read",
      "If-Match: another version (expected: the current)"),
  /** Too large a body. */
  BODY_TOO_LARGE(
      413,
      "The body is too large",
      "The body is too large",
      "body: more than 1048576 bytes (expected: at most that)"),
  /** A body of another form. */
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body is not in a form that is read here",
      "The body is of another media type",
      "POST /api/v1/channels: The body is not in a form that is read here"),
  /** One idempotency key for two requests. */
  IDEMPOTENCY_KEY_REUSED(
      422,
      "Another request came under the same idempotency key",
      "Another request came under the same idempotency key",
      "Idempotency-Key: one of another request (expected: a new one)"),
  /** A bug. */
  INTERNAL_ERROR(
      500,
      "Something went wrong within the gateway",
      "A bug; the log tells more under the request's id",
      "The log tells more under the request's id."),
  /** No store. */
  STORE_UNAVAILABLE(
      503,
      "The store cannot be reached at the moment",
      "The store cannot be reached at the moment",
      "Nothing was changed; try again.");

  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM = "#/components/schemas/Problem";

  private final int status;
  private final String title;
  private final String description;
  private final String detail;

  AdministrationFailures(int status, String title, String description, String detail) {
    this.status = status;
    this.title = title;
    this.description = description;
    this.detail = detail;
  }

  /** Returns the HTTP status. */
  String status() {
    return Integer.toString(status);
  }

  /** Returns the {@code type} and the {@code title} of the problem documents. */
  Map.Entry<String, String> told() {
    return Map.entry(type(), title);
  }

  /** Returns the answer that tells it. */
  APIResponse response() {
    var answer =
        OASFactory.createAPIResponse()
            .description(description)
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        PROBLEM_JSON,
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref(PROBLEM))
                            .addExample(type(), OASFactory.createExample().value(example()))));
    switch (this) {
      case UNAUTHENTICATED -> AnswerHeaders.CHALLENGE.alwaysOn(answer);
      case STORE_UNAVAILABLE -> AnswerHeaders.RETRY_AFTER.alwaysOn(answer);
      case INVALID_FIELDS,
          FORBIDDEN,
          NOT_FOUND,
          CONFLICT,
          STALE,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          IDEMPOTENCY_KEY_REUSED,
          INTERNAL_ERROR -> {}
    }
    return answer;
  }

  private Map<String, Object> example() {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", type());
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("instance", "/api/v1/channels");
    problem.put("request_id", "0199a3f5-7c00-7000-8000-00000000000a");
    var fault = fault();
    if (fault != null) {
      problem.put("errors", List.of(fault));
    }
    return problem;
  }

  private @Nullable Map<String, Object> fault() {
    return switch (this) {
      case INVALID_FIELDS -> Map.of("pointer", "/weight", "code", "out_of_range", "detail", detail);
      case CONFLICT -> Map.of("pointer", "/name", "code", "conflict", "detail", detail);
      case UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          STALE,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          IDEMPOTENCY_KEY_REUSED,
          INTERNAL_ERROR,
          STORE_UNAVAILABLE ->
          null;
    };
  }

  private String type() {
    return name().toLowerCase(Locale.ROOT);
  }
}
