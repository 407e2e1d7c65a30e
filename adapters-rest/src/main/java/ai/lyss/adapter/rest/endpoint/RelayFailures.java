package ai.lyss.adapter.rest.endpoint;

import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the relay as the documentation tells them: in OpenAI's words, which the other
 * dialects put into their own form.
 */
enum RelayFailures {
  /** A mistake of the caller's. */
  INVALID(
      400,
      "The request is malformed, or a vendor refused it",
      "messages: nothing (expected: a list)",
      "invalid_request_error",
      "messages",
      null),
  /** No token, or one that is worth nothing. */
  UNAUTHENTICATED(
      401,
      "No token, or one that is worth nothing",
      "No API key was given.",
      "invalid_request_error",
      null,
      "invalid_api_key"),
  /** No role for it. */
  FORBIDDEN(
      403,
      "The caller has none of the roles",
      "The API key may not do this.",
      "permission_error",
      null,
      "forbidden"),
  /** No such model. */
  NO_MODEL(
      404,
      "The caller has no model of that name",
      "The model `gpt-9` does not exist or you do not have access to it.",
      "invalid_request_error",
      "model",
      "model_not_found"),
  /** Too large a body. */
  TOO_LARGE(
      413,
      "The body is too large",
      "The request body is too large (expected: at most 20971520 bytes).",
      "invalid_request_error",
      null,
      "request_too_large"),
  /** Used up. */
  USED_UP(
      429,
      "A rate limit or a quota is used up",
      "You exceeded your quota of 019aa3f5-7c00-7000-8000-000000000001.",
      "insufficient_quota",
      null,
      "insufficient_quota"),
  /** A bug. */
  INTERNAL(
      500,
      "A bug; the log tells more under the request's id",
      "The gateway failed; see its log for the request id.",
      "server_error",
      null,
      "internal_error"),
  /** Vendors failed. */
  VENDOR_FAILED(
      502,
      "Every vendor that was tried failed",
      "The provider failed to answer.",
      "server_error",
      null,
      "upstream_error"),
  /** Nobody left. */
  NO_CHANNEL(
      503,
      "No channel is left",
      "No channel is available for this model now.",
      "server_error",
      null,
      "no_channel_available"),
  /** Too slow. */
  TOO_SLOW(
      504,
      "The vendor was too slow",
      "The provider did not answer in time.",
      "server_error",
      null,
      "upstream_timeout");

  private static final String JSON = "application/json";

  private final int status;
  private final String description;
  private final String message;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  RelayFailures(
      int status,
      String description,
      String message,
      String type,
      @Nullable String param,
      @Nullable String code) {
    this.status = status;
    this.description = description;
    this.message = message;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /** Returns the HTTP status. */
  String status() {
    return Integer.toString(status);
  }

  /** Returns the HTTP status as a number. */
  int number() {
    return status;
  }

  /** Returns what failed, in words. */
  String message() {
    return message;
  }

  /** Returns OpenAI's class of it. */
  String type() {
    return type;
  }

  /** Returns the field at fault; null when none is. */
  @Nullable String param() {
    return param;
  }

  /** Returns OpenAI's code; null when it has none. */
  @Nullable String code() {
    return code;
  }

  /** Returns the answer that tells it in a dialect. */
  APIResponse response(ErrorForm form) {
    var example = OASFactory.createExample().value(form.example().apply(this));
    var media =
        OASFactory.createMediaType()
            .schema(RelayOpenApi.ref(form.schema()))
            .addExample(name().toLowerCase(Locale.ROOT), example);
    var answer =
        OASFactory.createAPIResponse()
            .description(description)
            .content(OASFactory.createContent().addMediaType(JSON, media));
    AnswerHeaders.REQUEST_ID.on(answer);
    switch (this) {
      case UNAUTHENTICATED -> AnswerHeaders.CHALLENGE.on(answer);
      case USED_UP, VENDOR_FAILED, NO_CHANNEL -> AnswerHeaders.RETRY_AFTER.on(answer);
      case INVALID, FORBIDDEN, NO_MODEL, TOO_LARGE, INTERNAL, TOO_SLOW -> {}
    }
    return answer;
  }
}
