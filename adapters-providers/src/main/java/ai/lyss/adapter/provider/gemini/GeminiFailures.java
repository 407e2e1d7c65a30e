package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.FailureByStatus;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault an error of Gemini's is. Reasons and quota ids decide before the status does: a key
 * that is worth nothing comes as a 400. Messages decide only where Google gives no reason, and only
 * by how they begin: what follows may be the caller's own words.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/troubleshooting">Troubleshooting</a>
 */
final class GeminiFailures {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private static final Set<String> KEY =
      Set.of(
          "API_KEY_INVALID",
          "API_KEY_EXPIRED",
          "API_KEY_SERVICE_BLOCKED",
          "API_KEY_HTTP_REFERRER_BLOCKED",
          "API_KEY_IP_ADDRESS_BLOCKED",
          "API_KEY_ANDROID_APP_BLOCKED",
          "API_KEY_IOS_APP_BLOCKED",
          "SERVICE_DISABLED",
          "CONSUMER_SUSPENDED",
          "CONSUMER_INVALID",
          "ACCESS_TOKEN_EXPIRED",
          "CREDENTIALS_MISSING");

  private static final List<String> KEY_MESSAGES =
      List.of("api key not valid", "api key expired", "api key not found");

  private static final Set<String> FUNDING = Set.of("BILLING_DISABLED", "BILLING_NOT_ACTIVE");

  private static final List<String> FUNDING_MESSAGES =
      List.of(
          "this api method requires billing",
          "billing account",
          "your prepayment credits are depleted");

  private static final List<String> REGION_MESSAGES =
      List.of("user location is not supported", "gemini api free tier is not available");

  /** What a caller named that Google does not have, or not for this key. */
  private static final List<String> CALLERS_FILES =
      List.of(
          "cachedcontent not found",
          "you do not have permission to access the file",
          "file ",
          "files/");

  private static final String TOO_LONG = "the input token count";

  private GeminiFailures() {}

  /** Returns what a refusal means. */
  static ProviderFailure ofRefusal(
      int status, @Nullable Duration retryAfter, GeminiError error, Redaction redaction) {
    var told = vendorError(status, error, redaction);
    var wait = retryAfter == null ? error.retryDelay() : retryAfter;
    if (status < BAD_REQUEST || status >= SERVER_ERROR) {
      return FailureByStatus.of(status, wait, told);
    }
    var named = named(status, error, told);
    return named == null ? FailureByStatus.of(status, wait, told) : named;
  }

  /** Returns what an error means that came under a good status. */
  static ProviderFailure ofGoodStatus(GeminiError error, Redaction redaction) {
    var code = error.code();
    return code == null
        ? new ProviderFailure.Unavailable(SERVER_ERROR, error.retryDelay())
        : ofRefusal(code, null, error, redaction);
  }

  private static @Nullable ProviderFailure named(int status, GeminiError error, VendorError told) {
    if (FUNDING.contains(error.reason()) || begins(error, FUNDING_MESSAGES) || isUsedUp(error)) {
      return new ProviderFailure.Barred(FailureScope.FUNDING, status);
    }
    if (KEY.contains(error.reason()) || begins(error, KEY_MESSAGES)) {
      return new ProviderFailure.Barred(FailureScope.KEY, status);
    }
    if (status == TOO_MANY) {
      return null;
    }
    if (begins(error, REGION_MESSAGES)) {
      return new ProviderFailure.Barred(FailureScope.REGION, status);
    }
    return begins(error, CALLERS_FILES)
        ? new ProviderFailure.RequestRefused(
            new VendorError(BAD_REQUEST, told.message(), null, told.param(), told.code()))
        : null;
  }

  /** Tells whether a quota is gone until tomorrow, or was never there. */
  private static boolean isUsedUp(GeminiError error) {
    return error.noQuota() || error.quotas().stream().anyMatch(id -> id.contains("PerDay"));
  }

  private static boolean begins(GeminiError error, List<String> beginnings) {
    var message = error.messageKey();
    return beginnings.stream().anyMatch(message::startsWith);
  }

  private static VendorError vendorError(int status, GeminiError error, Redaction redaction) {
    var message = error.message();
    return new VendorError(
        status,
        redaction.masked(message == null ? "the vendor refused the request" : message),
        null,
        redaction.maskedOrNull(error.field()),
        code(error, redaction));
  }

  private static @Nullable String code(GeminiError error, Redaction redaction) {
    if (error.messageKey().startsWith(TOO_LONG)) {
      return "context_length_exceeded";
    }
    return error.status().isEmpty() || error.status().equals("INVALID_ARGUMENT")
        ? null
        : redaction.masked(error.status());
  }
}
