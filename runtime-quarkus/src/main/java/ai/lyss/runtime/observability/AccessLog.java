package ai.lyss.runtime.observability;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line a relay request, as {@code key=value} pairs. Values that nobody gave are left out; text
 * that came from outside is quoted where it could be mistaken for something else. Thread-safe when
 * the consumer is.
 */
public final class AccessLog {

  private final Consumer<String> lines;

  /** Writes to this consumer. */
  public AccessLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Notes a relay that was admitted. */
  void relayed(UsageRecord row, @Nullable Channel channel, @Nullable GatewayFailure failure) {
    var opened = row.opened();
    var line = new StringBuilder(320);
    text(line, "request_id", opened.requestId());
    pair(line, "tenant", opened.tenant());
    pair(line, "key", opened.key());
    text(line, "user", opened.user());
    text(line, "model", opened.model().value());
    text(line, "channel", channel == null ? null : channel.name());
    pair(line, "attempts", row.attempts());
    pair(line, "status", row.httpStatus());
    pair(line, "outcome", row.status().name().toLowerCase(Locale.ROOT));
    pair(line, "failure", failure == null ? null : kind(failure));
    millis(line, "ttft_ms", row.timeToFirstToken());
    millis(line, "duration_ms", row.duration());
    pair(line, "input_tokens", row.usage().input());
    pair(line, "output_tokens", row.usage().output());
    lines.accept(line.toString());
  }

  /** Notes a request that was refused before admission. */
  void refused(
      String requestId,
      @Nullable Caller caller,
      @Nullable ModelName model,
      GatewayFailure failure) {
    var line = new StringBuilder(200);
    text(line, "request_id", requestId);
    pair(line, "tenant", caller == null ? null : caller.tenant());
    pair(line, "key", caller == null ? null : caller.key());
    text(line, "model", model == null ? null : model.value());
    pair(line, "status", FailureStatus.of(failure));
    pair(line, "outcome", "refused");
    pair(line, "failure", kind(failure));
    lines.accept(line.toString());
  }

  /** Returns the failure's name in snake case, one of a closed set. */
  static String kind(GatewayFailure failure) {
    return switch (failure) {
      case GatewayFailure.InvalidRequest invalid -> "invalid_request";
      case GatewayFailure.Unauthenticated unknown -> "unauthenticated";
      case GatewayFailure.Forbidden forbidden -> "forbidden";
      case GatewayFailure.ModelNotFound missing -> "model_not_found";
      case GatewayFailure.TooLarge large -> "too_large";
      case GatewayFailure.RateLimitExceeded exceeded -> "rate_limit_exceeded";
      case GatewayFailure.QuotaExhausted exhausted -> "quota_exhausted";
      case GatewayFailure.NoChannelAvailable none -> "no_channel_available";
      case GatewayFailure.UpstreamRateLimited limited -> "vendor_rate_limited";
      case GatewayFailure.UpstreamTimedOut late -> "vendor_timed_out";
      case GatewayFailure.UpstreamFailed failed -> "vendor_failed";
      case GatewayFailure.RefusedByVendor refused -> "refused_by_vendor";
      case GatewayFailure.Interrupted interrupted -> "interrupted";
      case GatewayFailure.Unavailable unavailable -> "unavailable";
      case GatewayFailure.Internal internal -> "internal";
    };
  }

  private static void millis(StringBuilder line, String key, @Nullable Duration duration) {
    if (duration != null) {
      long micros = duration.toNanos() / 1000;
      pair(line, key, micros / 1000);
      line.append('.').append((char) ('0' + micros % 1000 / 100));
    }
  }

  private static void pair(StringBuilder line, String key, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(key).append('=').append(value);
  }

  private static void text(StringBuilder line, String key, @Nullable String value) {
    if (value != null) {
      pair(line, key, isPlain(value) ? value : quoted(value));
    }
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '=') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** Quotes a text so that it stays on its line whatever is in it. */
  private static String quoted(String value) {
    var out = new StringBuilder(value.length() + 8).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' '
          || c == '"'
          || c == '\\'
          || (c >= 0x7f && c < 0xa0)
          || c == 0x2028
          || c == 0x2029) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
