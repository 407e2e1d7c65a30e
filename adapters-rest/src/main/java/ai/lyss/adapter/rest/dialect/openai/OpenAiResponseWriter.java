package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.caller.PresentedToken;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.VendorError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers in OpenAI's form that the gateway makes itself: errors and model lists.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">Error codes</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/models">Models</a>
 */
final class OpenAiResponseWriter implements DialectWriter {

  private static final String INVALID_REQUEST = "invalid_request_error";
  private static final String RATE_LIMIT = "rate_limit_error";
  private static final String SERVER = "server_error";

  @Override
  public byte[] errorBody(GatewayFailure failure) {
    return new JsonObject().put("error", error(failure)).toBuffer().getBytes();
  }

  @Override
  public byte[] errorEvent(GatewayFailure failure) {
    return OpenAiStreamWriter.event(errorBody(failure));
  }

  /** OpenAI's clients use {@code Authorization}, Azure's also a header of its own. */
  @Override
  public Optional<PresentedToken> presented(HttpServerRequest request) {
    return DialectWriter.super
        .presented(request)
        .or(() -> PresentedToken.ofKeyHeader(request.getHeader("api-key")));
  }

  private static JsonObject error(GatewayFailure failure) {
    return switch (failure) {
      case GatewayFailure.InvalidRequest invalid ->
          error(invalid.message(), INVALID_REQUEST, invalid.param(), invalid.code());
      case GatewayFailure.Unauthenticated unknown ->
          error(unknown.message(), INVALID_REQUEST, null, "invalid_api_key");
      case GatewayFailure.Forbidden forbidden ->
          error(forbidden.message(), "permission_error", null, "forbidden");
      case GatewayFailure.ModelNotFound missing ->
          error(
              "The model `" + missing.model() + "` does not exist or you do not have access to it.",
              INVALID_REQUEST,
              "model",
              "model_not_found");
      case GatewayFailure.TooLarge large ->
          error(
              "The request body is too large (expected: at most " + large.limitBytes() + " bytes).",
              INVALID_REQUEST,
              null,
              "request_too_large");
      case GatewayFailure.RateLimitExceeded exceeded ->
          error(
              "Rate limit reached: " + exceeded.limit() + ".",
              RATE_LIMIT,
              null,
              "rate_limit_exceeded");
      case GatewayFailure.QuotaExhausted exhausted ->
          error(
              "You exceeded your quota of " + exhausted.policy() + ".",
              "insufficient_quota",
              null,
              "insufficient_quota");
      case GatewayFailure.NoChannelAvailable none ->
          error(
              "No channel is available for this model now.", SERVER, null, "no_channel_available");
      case GatewayFailure.UpstreamRateLimited limited ->
          error("The provider's rate limit is reached.", RATE_LIMIT, null, "rate_limit_exceeded");
      case GatewayFailure.UpstreamTimedOut late ->
          error("The provider did not answer in time.", SERVER, null, "upstream_timeout");
      case GatewayFailure.UpstreamFailed failed ->
          error("The provider failed to answer.", SERVER, null, "upstream_error");
      case GatewayFailure.Interrupted interrupted ->
          error("The provider broke off its answer.", SERVER, null, "upstream_error");
      case GatewayFailure.RefusedByVendor refused -> error(refused.error());
      case GatewayFailure.Unavailable unavailable ->
          error(unavailable.message(), SERVER, null, "service_unavailable");
      case GatewayFailure.Internal internal ->
          error(
              "The gateway failed; see its log for the request id.",
              SERVER,
              null,
              "internal_error");
    };
  }

  private static JsonObject error(VendorError refused) {
    var type = refused.type();
    return error(
        refused.message(), type == null ? INVALID_REQUEST : type, refused.param(), refused.code());
  }

  private static JsonObject error(
      String message, String type, @Nullable String param, @Nullable String code) {
    return new JsonObject()
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
  }

  /** Returns a list of models. */
  static JsonObject list(List<ListModels.Model> models) {
    var data = new JsonArray();
    models.forEach(model -> data.add(model(model)));
    return new JsonObject().put("object", "list").put("data", data);
  }

  /** Returns one model. */
  static JsonObject model(ListModels.Model model) {
    return new JsonObject()
        .put("id", model.name())
        .put("object", "model")
        .put("created", model.since().getEpochSecond())
        .put("owned_by", model.ownedBy());
  }
}
