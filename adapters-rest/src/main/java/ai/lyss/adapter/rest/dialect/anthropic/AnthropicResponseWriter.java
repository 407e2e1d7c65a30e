package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.caller.PresentedToken;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonOut;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers in Anthropic's form that the gateway makes itself: errors, of the types that the dialect
 * defines and no others, and model lists.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 * @see <a href="https://platform.claude.com/docs/en/api/models-list">Models</a>
 */
final class AnthropicResponseWriter implements DialectWriter {

  private static final String KEY_HEADER = "x-api-key";
  private static final String INVALID_REQUEST = "invalid_request_error";
  private static final String RATE_LIMIT = "rate_limit_error";
  private static final String NOT_FOUND = "not_found_error";
  private static final String API = "api_error";
  private static final String OVERLOADED = "overloaded_error";

  /** What the dialect tells of models and the gateway does not know. */
  private static final List<String> UNKNOWN_OF_MODELS =
      List.of(
          "line", "max_input_tokens", "max_tokens", "capabilities", "deprecated_at", "retires_at");

  /** What went wrong, in the dialect's words. */
  private record Told(String type, String message, @Nullable String code) {

    Told(String type, String message) {
      this(type, message, null);
    }
  }

  @Override
  public byte[] errorBody(GatewayFailure failure) {
    return errorBody(failure, null);
  }

  @Override
  public byte[] errorBody(GatewayFailure failure, @Nullable String requestId) {
    var told = told(failure);
    var out = new JsonOut();
    out.object().name("type").text("error").name("error").object();
    out.name("type").text(told.type()).name("message").text(told.message());
    if (told.code() != null) {
      out.name("details").object().name("error_code").text(told.code()).endObject();
    }
    out.endObject().name("request_id");
    if (requestId == null) {
      out.none();
    } else {
      out.text(requestId);
    }
    return out.endObject().take();
  }

  @Override
  public byte[] errorEvent(GatewayFailure failure) {
    return errorEvent(failure, null);
  }

  @Override
  public byte[] errorEvent(GatewayFailure failure, @Nullable String requestId) {
    var out = new JsonOut();
    out.plain(AnthropicStreamWriter.ERROR).plain(errorBody(failure, requestId));
    return out.plain(AnthropicStreamWriter.END).take();
  }

  @Override
  public byte[] keepAlive() {
    return AnthropicStreamWriter.PING;
  }

  @Override
  public Optional<PresentedToken> presented(HttpServerRequest request) {
    return PresentedToken.ofKeyHeader(request.getHeader(KEY_HEADER))
        .or(() -> DialectWriter.super.presented(request));
  }

  private static Told told(GatewayFailure failure) {
    return switch (failure) {
      case GatewayFailure.InvalidRequest invalid -> new Told(INVALID_REQUEST, invalid.message());
      case GatewayFailure.Unauthenticated unknown ->
          new Told("authentication_error", unknown.message());
      case GatewayFailure.Forbidden forbidden -> new Told("permission_error", forbidden.message());
      case GatewayFailure.ModelNotFound missing -> new Told(NOT_FOUND, "model: " + missing.model());
      case GatewayFailure.TooLarge large ->
          new Told(
              "request_too_large",
              "The request body is too large (expected: at most "
                  + large.limitBytes()
                  + " bytes).");
      case GatewayFailure.RateLimitExceeded exceeded ->
          new Told(RATE_LIMIT, "Rate limit reached: " + exceeded.limit() + ".");
      case GatewayFailure.QuotaExhausted exhausted ->
          new Told(
              RATE_LIMIT,
              "You exceeded your quota of " + exhausted.policy() + ".",
              "enforced_spend_limit_reached");
      case GatewayFailure.NoChannelAvailable none ->
          new Told(OVERLOADED, "No channel is available for this model now.");
      case GatewayFailure.UpstreamRateLimited limited ->
          new Told(RATE_LIMIT, "The provider's rate limit is reached.");
      case GatewayFailure.UpstreamTimedOut late ->
          new Told("timeout_error", "The provider did not answer in time.");
      case GatewayFailure.UpstreamFailed failed -> new Told(API, "The provider failed to answer.");
      case GatewayFailure.Interrupted interrupted ->
          new Told(API, "The provider broke off its answer.");
      case GatewayFailure.RefusedByVendor refused ->
          new Told(type(refused.error().status()), refused.error().message());
      case GatewayFailure.Unavailable unavailable -> new Told(OVERLOADED, unavailable.message());
      case GatewayFailure.Internal internal ->
          new Told(API, "The gateway failed; see its log for the request id.");
    };
  }

  /** Other vendors have other types: the status is what all of them share. */
  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> NOT_FOUND;
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> RATE_LIMIT;
      default -> INVALID_REQUEST;
    };
  }

  /** Returns a page of models. */
  static byte[] list(AnthropicModelPage page) {
    var out = new JsonOut();
    out.object().name("data").array();
    page.models().forEach(model -> model(model, out));
    out.endArray().name("has_more").flag(page.hasMore());
    id("first_id", page.models().isEmpty() ? null : page.models().getFirst(), out);
    id("last_id", page.models().isEmpty() ? null : page.models().getLast(), out);
    return out.endObject().take();
  }

  private static void id(String field, ListModels.@Nullable Model model, JsonOut out) {
    out.name(field);
    if (model == null) {
      out.none();
    } else {
      out.text(model.name());
    }
  }

  /** Returns one model. */
  static byte[] model(ListModels.Model model) {
    var out = new JsonOut();
    model(model, out);
    return out.take();
  }

  private static void model(ListModels.Model model, JsonOut out) {
    out.object().name("type").text("model").name("id").text(model.name());
    out.name("display_name").text(model.name());
    out.name("created_at").text(model.since().toString()).name("lifecycle").text("active");
    for (var unknown : UNKNOWN_OF_MODELS) {
      out.name(unknown).none();
    }
    out.endObject();
  }
}
