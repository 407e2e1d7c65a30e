package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.FailureByStatus;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.RetryAfter;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault an error is. An empty account comes as 400 with nothing but a message that says so,
 * and a spend limit as 429 with a code. Messages decide only by how they begin: what a caller wrote
 * may stand within them.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 */
final class AnthropicFailures {

  private static final Set<String> SPENT =
      Set.of("enforced_spend_limit_reached", "contract_spend_limit_reached");
  private static final List<String> FUNDING_MESSAGES =
      List.of(
          "your credit balance is too low",
          "credit balance is too low",
          "you have reached your specified api usage limits",
          "you have reached your specified workspace api usage limits");
  private static final List<String> LIMITS =
      List.of("requests", "tokens", "input-tokens", "output-tokens");
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private AnthropicFailures() {}

  /** Returns what a refusal means. */
  static ProviderFailure ofRefusal(
      HttpHead head, AnthropicError error, Redaction redaction, InstantSource clock) {
    var wait = RetryAfter.of(head, clock);
    boolean limited = head.status() == 429 && wait == null;
    return of(head.status(), limited ? untilReset(head, clock) : wait, error, redaction);
  }

  /** Returns what an error means that came under a good status, in a body or in a stream. */
  static ProviderFailure ofGoodStatus(AnthropicError error, Redaction redaction) {
    int status =
        switch (error.typeKey()) {
          case "invalid_request_error" -> 400;
          case "authentication_error" -> 401;
          case "billing_error" -> 402;
          case "permission_error" -> 403;
          case "not_found_error" -> 404;
          case "conflict_error" -> 409;
          case "request_too_large" -> 413;
          case "rate_limit_error" -> 429;
          case "timeout_error" -> 504;
          case "overloaded_error" -> 529;
          default -> 500;
        };
    return of(status, null, error, redaction);
  }

  private static ProviderFailure of(
      int status, @Nullable Duration wait, AnthropicError error, Redaction redaction) {
    boolean unpaid = FUNDING_MESSAGES.stream().anyMatch(error::begins);
    if ((status == 400 && unpaid) || (status == 429 && SPENT.contains(error.codeKey()))) {
      return new ProviderFailure.Barred(FailureScope.FUNDING, status);
    }
    if (status == 403 && error.begins("request not allowed")) {
      return new ProviderFailure.Barred(FailureScope.REGION, status);
    }
    return FailureByStatus.of(status, wait, told(status, error, redaction));
  }

  private static VendorError told(int status, AnthropicError error, Redaction redaction) {
    var message = error.message();
    var code = error.code();
    if (code == null && error.begins("prompt is too long")) {
      code = "context_length_exceeded";
    }
    return new VendorError(
        status,
        redaction.masked(message == null ? "the vendor refused the request" : message),
        redaction.maskedOrNull(error.type()),
        null,
        redaction.maskedOrNull(code));
  }

  /** Returns how long until the limit that is used up is filled again; null when none says so. */
  private static @Nullable Duration untilReset(HttpHead head, InstantSource clock) {
    Duration longest = null;
    for (var limit : LIMITS) {
      var name = "anthropic-ratelimit-" + limit;
      if ("0".equals(head.header(name + "-remaining"))) {
        var wait = until(head.header(name + "-reset"), clock);
        longest = wait == null || (longest != null && longest.compareTo(wait) > 0) ? longest : wait;
      }
    }
    return longest;
  }

  private static @Nullable Duration until(@Nullable String reset, InstantSource clock) {
    if (reset == null) {
      return null;
    }
    try {
      var wait = Duration.between(clock.instant(), OffsetDateTime.parse(reset).toInstant());
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
