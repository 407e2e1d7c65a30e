package ai.lyss.adapter.rest.relay;

import io.vertx.core.http.HttpHeaders;

/** Names of headers, prepared once. */
final class HeaderNames {

  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  static final CharSequence CHANNEL = HttpHeaders.createOptimized("x-lyss-channel");
  static final CharSequence PROVIDER = HttpHeaders.createOptimized("x-lyss-provider");
  static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-lyss-attempts");
  static final CharSequence DROPPED = HttpHeaders.createOptimized("x-lyss-dropped");
  static final CharSequence STRICT = HttpHeaders.createOptimized("x-lyss-strict");
  static final CharSequence CLIPPED = HttpHeaders.createOptimized("x-lyss-clipped");
  static final CharSequence QUOTA_WARNING = HttpHeaders.createOptimized("x-lyss-quota-warning");
  static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
  static final CharSequence BUFFERING = HttpHeaders.createOptimized("x-accel-buffering");
  static final CharSequence NO = HttpHeaders.createOptimized("no");
  static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
  static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence EVENT_STREAM =
      HttpHeaders.createOptimized("text/event-stream; charset=utf-8");

  private HeaderNames() {}
}
