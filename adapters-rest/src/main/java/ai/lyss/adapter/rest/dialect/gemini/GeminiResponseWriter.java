package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.caller.PresentedToken;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.VendorError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Google's form that the gateway makes itself: errors and model lists.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">Google's errors</a>
 * @see <a href="https://ai.google.dev/api/models">Models</a>
 */
final class GeminiResponseWriter implements DialectWriter {

  private static final byte[] SILENCE = {};
  private static final String TYPE = "@type";
  private static final String TYPES = "type.googleapis.com/google.rpc.";

  /** Words that a vendor's code may be, and that callers of this dialect know. */
  private static final Set<String> STATUSES =
      Set.of(
          "INVALID_ARGUMENT",
          "FAILED_PRECONDITION",
          "OUT_OF_RANGE",
          "NOT_FOUND",
          "PERMISSION_DENIED",
          "ALREADY_EXISTS",
          "ABORTED",
          "CANCELLED",
          "UNIMPLEMENTED");

  private final StreamForm form;

  /** A writer for callers who want their streams in this form. */
  GeminiResponseWriter(StreamForm form) {
    this.form = form;
  }

  @Override
  public byte[] errorBody(GatewayFailure failure) {
    return new JsonObject().put("error", error(failure)).toBuffer().getBytes();
  }

  /** In an array, responses went before: a failure before them has an answer of its own. */
  @Override
  public byte[] errorEvent(GatewayFailure failure) {
    var json = new String(errorBody(failure), StandardCharsets.UTF_8);
    var event =
        switch (form) {
          case EVENTS -> "data: " + json + "\r\n\r\n";
          case ARRAY -> ",\r\n" + json + "\n]";
        };
    return event.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] keepAlive() {
    return switch (form) {
      case EVENTS -> KEEP_ALIVE;
      case ARRAY -> SILENCE;
    };
  }

  @Override
  public Optional<PresentedToken> presented(HttpServerRequest request) {
    return PresentedToken.ofKeyHeader(request.getHeader("x-goog-api-key"))
        .or(() -> PresentedToken.ofKeyHeader(request.getParam("key")))
        .or(() -> DialectWriter.super.presented(request));
  }

  private static JsonObject error(GatewayFailure failure) {
    int code = FailureStatus.of(failure);
    return switch (failure) {
      case GatewayFailure.InvalidRequest invalid ->
          error(code, status(code), invalid.message(), field(invalid.param(), invalid.message()));
      case GatewayFailure.Unauthenticated unknown ->
          error(code, status(code), unknown.message(), null);
      case GatewayFailure.Forbidden forbidden ->
          error(code, status(code), forbidden.message(), null);
      case GatewayFailure.ModelNotFound missing ->
          error(
              code,
              status(code),
              "models/" + missing.model() + " is not found, or you do not have access to it.",
              null);
      case GatewayFailure.TooLarge large ->
          error(
              code,
              status(code),
              "The request is too large (expected: at most " + large.limitBytes() + " bytes).",
              null);
      case GatewayFailure.RateLimitExceeded exceeded ->
          error(
              code,
              status(code),
              "Rate limit reached: " + exceeded.limit() + ".",
              retry(exceeded.retryAfter()));
      case GatewayFailure.QuotaExhausted exhausted ->
          error(
              code,
              status(code),
              "You exceeded your quota of " + exhausted.policy() + ".",
              retry(exhausted.retryAfter()));
      case GatewayFailure.NoChannelAvailable none ->
          error(
              code,
              status(code),
              "No channel is available for this model now.",
              retry(none.retryAfter()));
      case GatewayFailure.UpstreamRateLimited limited ->
          error(
              code,
              status(code),
              "The provider's rate limit is reached.",
              retry(limited.retryAfter()));
      case GatewayFailure.UpstreamTimedOut late ->
          error(code, status(code), "The provider did not answer in time.", null);
      case GatewayFailure.UpstreamFailed failed ->
          error(code, status(code), "The provider failed to answer.", retry(failed.retryAfter()));
      case GatewayFailure.Interrupted interrupted ->
          error(code, status(code), "The provider broke off its answer.", null);
      case GatewayFailure.RefusedByVendor refused -> error(refused.error());
      case GatewayFailure.Unavailable unavailable ->
          error(code, status(code), unavailable.message(), retry(unavailable.retryAfter()));
      case GatewayFailure.Internal internal ->
          error(code, status(code), "The gateway failed; see its log for the request id.", null);
    };
  }

  private static JsonObject error(VendorError refused) {
    var code = refused.code();
    var status = code != null && STATUSES.contains(code) ? code : status(refused.status());
    return error(
        refused.status(), status, refused.message(), field(refused.param(), refused.message()));
  }

  /** Returns Google's word for an HTTP status. */
  private static String status(int code) {
    return switch (code) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 500 -> "INTERNAL";
      case 502, 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> code < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }

  private static JsonObject error(
      int code, String status, String message, @Nullable JsonObject detail) {
    var error = new JsonObject().put("code", code).put("message", message).put("status", status);
    return detail == null ? error : error.put("details", new JsonArray().add(detail));
  }

  private static @Nullable JsonObject field(@Nullable String field, String message) {
    if (field == null) {
      return null;
    }
    var violation = new JsonObject().put("field", field).put("description", message);
    return new JsonObject()
        .put(TYPE, TYPES + "BadRequest")
        .put("fieldViolations", new JsonArray().add(violation));
  }

  /** Google's clients look for the wait in the body. */
  private static @Nullable JsonObject retry(@Nullable Duration after) {
    if (after == null) {
      return null;
    }
    long seconds = Math.max(1, after.plusSeconds(1).minusNanos(1).toSeconds());
    return new JsonObject().put(TYPE, TYPES + "RetryInfo").put("retryDelay", seconds + "s");
  }

  /** Returns a list of models. */
  static JsonObject list(List<ListModels.Model> models) {
    var list = new JsonArray();
    models.forEach(model -> list.add(model(model)));
    return new JsonObject().put("models", list);
  }

  /** Returns one model. */
  static JsonObject model(ListModels.Model model) {
    return new JsonObject()
        .put("name", "models/" + model.name())
        .put("displayName", model.name())
        .put("version", "1")
        .put(
            "supportedGenerationMethods",
            new JsonArray().add("generateContent").add("streamGenerateContent"));
  }
}
