package ai.lyss.adapter.rest.problem;

import java.util.Locale;

/**
 * Every kind of failure that administration tells, with its HTTP status. The name in lower case is
 * the document's {@code type}, a relative reference that clients may compare.
 */
public enum ProblemKind {
  /** The body is no JSON. */
  MALFORMED_JSON(400, "The body is not the JSON that was expected"),
  /** The body is no YAML that is read here. */
  MALFORMED_YAML(400, "The body is not the YAML that was expected"),
  /** Fields or parameters are wrong; the document lists them. */
  INVALID_FIELDS(400, "Some fields or parameters are not in order"),
  /** A URL leads where connections are not allowed; the document lists what else is wrong. */
  EGRESS_DENIED(400, "A URL leads where connections are not allowed"),
  /** Something else is wrong with the request. */
  INVALID_REQUEST(400, "The request is not in order"),
  /** No token, or one that is worth nothing. */
  UNAUTHENTICATED(401, "A valid token is needed"),
  /** The token's bearer may not do this. */
  FORBIDDEN(403, "The caller may not do this"),
  /** No such thing, or one of another tenant. */
  NOT_FOUND(404, "There is no such thing"),
  /** The path does not answer to this method. */
  METHOD_NOT_ALLOWED(405, "The path does not answer to this method"),
  /** No form of answer that the caller accepts. */
  NOT_ACCEPTABLE(406, "The answer is JSON, which the caller does not accept"),
  /** Another thing stands in the way. */
  CONFLICT(409, "Another thing stands in the way"),
  /** The thing was changed by somebody else since it was read. */
  STALE(412, "The thing was changed since it was read"),
  /** The body is too large. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The body is not in a form that is read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not in a form that is read here"),
  /** Another request came under the same idempotency key. */
  IDEMPOTENCY_KEY_REUSED(422, "Another request came under the same idempotency key"),
  /** A bug. */
  INTERNAL_ERROR(500, "Something went wrong within the gateway"),
  /** The store cannot be reached. */
  STORE_UNAVAILABLE(503, "The store cannot be reached at the moment");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Returns the kind that tells this status best: a kind of that status, or of its class. */
  public static ProblemKind ofStatus(int status) {
    if (status == INVALID_REQUEST.status) {
      return INVALID_REQUEST;
    }
    for (var kind : values()) {
      if (kind.status == status && kind != IDEMPOTENCY_KEY_REUSED) {
        return kind;
      }
    }
    return status < INTERNAL_ERROR.status ? INVALID_REQUEST : INTERNAL_ERROR;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns one sentence that is the same for every occurrence. */
  public String title() {
    return title;
  }

  /** Returns the {@code type} of the document. */
  public String type() {
    return name().toLowerCase(Locale.ROOT);
  }
}
