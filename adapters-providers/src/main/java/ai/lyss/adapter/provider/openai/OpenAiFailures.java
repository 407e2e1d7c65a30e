package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.FailureByStatus;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault an error of this dialect is. Codes and types decide before the status does, because
 * vendors report an empty account as 400 or 429 and a missing model as 400 or 403. Messages decide
 * only where vendors give no code, and only by how they begin: a message may repeat what the caller
 * wrote, and a caller must not be able to bench a key by writing it.
 */
final class OpenAiFailures {

  /** The answer names a failure of the vendor as its finish reason. */
  static final ProviderFailure FINISHED_BADLY =
      new ProviderFailure.BrokenOff("the vendor gave an error as its finish reason");

  /** The account is empty or not paid: OpenAI, DeepSeek, Zhipu (1113), Alibaba, OpenRouter. */
  private static final Set<String> FUNDING =
      Set.of(
          "insufficient_quota",
          "billing_hard_limit_reached",
          "billing_not_active",
          "insufficient_balance",
          "insufficient_funds",
          "insufficient_credits",
          "credit_balance_too_low",
          "credits_exhausted",
          "payment_required",
          "arrearage",
          "1113");

  private static final List<String> FUNDING_MESSAGES =
      List.of(
          "you exceeded your current quota",
          "your credit balance is too low",
          "credit balance is too low",
          "credit too low",
          "insufficient balance",
          "insufficient credits",
          "insufficient funds",
          "your account is not active, please check your billing");

  private static final Set<String> KEY =
      Set.of(
          "invalid_api_key",
          "invalidapikey",
          "account_deactivated",
          "api_key_disabled",
          "key_revoked",
          "authentication_error");

  private static final List<String> KEY_MESSAGES =
      List.of("incorrect api key provided", "invalid api key");

  private static final Set<String> REGION =
      Set.of("unsupported_country_region_territory", "unsupported_country", "region_not_supported");

  private static final Set<String> MODEL =
      Set.of(
          "model_not_found",
          "model_not_exist",
          "model_not_available",
          "deploymentnotfound",
          "operationnotsupported");

  private static final Set<String> CALLER =
      Set.of(
          "content_policy_violation",
          "content_filter",
          "moderation_blocked",
          "data_inspection_failed",
          "1301",
          "context_length_exceeded");

  private static final Set<String> RATE =
      Set.of("rate_limit_exceeded", "rate_limit_error", "too_many_requests", "requests", "tokens");

  /** Azure's network rules: no key opens a resource that this address may not reach. */
  private static final List<String> REGION_MESSAGES =
      List.of("access denied due to virtual network/firewall rules", "public access is disabled");

  /** A key of OpenAI's that was made for other operations only. */
  private static final String NO_PERMISSION = "you have insufficient permissions";

  /** How long to wait, in the words of Azure and OpenAI, where no header says it. */
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:retry after|try again in) ([0-9]{1,6}(?:\\.[0-9]{1,9})?) ?(milliseconds|ms|seconds?|s)\\b");

  /** What a message says may be the caller's own words: it rests a channel for so long at most. */
  private static final Duration LONGEST_WORDED_WAIT = Duration.ofMinutes(5);

  private OpenAiFailures() {}

  /** Returns what a refusal means; a wait that only the message tells counts for a 429. */
  static ProviderFailure ofRefusal(
      int status, @Nullable Duration retryAfter, OpenAiError error, Redaction redaction) {
    var told = vendorError(status, error, redaction);
    if (status < 400 || status >= 500) {
      return FailureByStatus.of(status, retryAfter, told);
    }
    var named = status == 401 || status == 402 ? null : named(status, error, told);
    if (named != null) {
      return named;
    }
    boolean worded = retryAfter == null && status == 429;
    return FailureByStatus.of(status, worded ? wait(error.messageKey()) : retryAfter, told);
  }

  /**
   * Returns what a refusal means of an operation that few models have: a vendor, a model or a key
   * without it says nothing against them elsewhere, and no caller may bench them by asking for it.
   */
  static ProviderFailure ofPassing(int status, OpenAiError error, ProviderFailure usual) {
    boolean lacking =
        usual instanceof ProviderFailure.ModelMissing || status == 405 || status == 501;
    boolean unpermitted =
        usual instanceof ProviderFailure.Barred barred
            && barred.scope() == FailureScope.KEY
            && (status == 403 || error.messageKey().startsWith(NO_PERMISSION));
    return lacking || unpermitted ? VendorRequest.None.NOT_OFFERED.failure() : usual;
  }

  /** Returns the same of an error that came under a good status. */
  static ProviderFailure ofPassing(OpenAiError error, Redaction redaction) {
    var status = error.status();
    return ofPassing(status == null ? 400 : status, error, ofGoodStatus(error, redaction));
  }

  private static @Nullable Duration wait(String message) {
    var found = WAIT.matcher(message);
    if (!found.find()) {
      return null;
    }
    double unit = found.group(2).startsWith("m") ? 1 : 1_000;
    long millis = (long) Math.ceil(Double.parseDouble(found.group(1)) * unit);
    return millis == 0 ? null : Duration.ofMillis(Math.min(millis, LONGEST_WORDED_WAIT.toMillis()));
  }

  /** Returns what an error means that came under a good status, in a body or in a stream. */
  static ProviderFailure ofGoodStatus(OpenAiError error, Redaction redaction) {
    if (error.status() != null) {
      return ofRefusal(error.status(), null, error, redaction);
    }
    var named = named(400, error, vendorError(400, error, redaction));
    if (named != null) {
      return named;
    }
    if (RATE.contains(error.codeKey()) || RATE.contains(error.typeKey())) {
      return new ProviderFailure.RateLimited(null);
    }
    return error.typeKey().equals("invalid_request_error")
        ? new ProviderFailure.RequestRefused(vendorError(400, error, redaction))
        : new ProviderFailure.Unavailable(500, null);
  }

  private static @Nullable ProviderFailure named(int status, OpenAiError error, VendorError told) {
    if (is(error, FUNDING) || begins(error, FUNDING_MESSAGES)) {
      return new ProviderFailure.Barred(FailureScope.FUNDING, status);
    }
    if (is(error, REGION) || begins(error, REGION_MESSAGES)) {
      return new ProviderFailure.Barred(FailureScope.REGION, status);
    }
    if (is(error, MODEL)) {
      return new ProviderFailure.ModelMissing(status);
    }
    if (status == 429) {
      return null;
    }
    if (is(error, KEY) || begins(error, KEY_MESSAGES)) {
      return new ProviderFailure.Barred(FailureScope.KEY, status);
    }
    return error.flagged() || is(error, CALLER) ? new ProviderFailure.RequestRefused(told) : null;
  }

  private static boolean is(OpenAiError error, Set<String> names) {
    return names.contains(error.codeKey()) || names.contains(error.typeKey());
  }

  private static boolean begins(OpenAiError error, List<String> beginnings) {
    var message = error.messageKey();
    return beginnings.stream().anyMatch(message::startsWith);
  }

  private static VendorError vendorError(int status, OpenAiError error, Redaction redaction) {
    var message = error.message();
    return new VendorError(
        status,
        redaction.masked(message == null ? "the vendor refused the request" : message),
        redaction.maskedOrNull(error.type()),
        redaction.maskedOrNull(error.param()),
        redaction.maskedOrNull(error.code()));
  }
}
