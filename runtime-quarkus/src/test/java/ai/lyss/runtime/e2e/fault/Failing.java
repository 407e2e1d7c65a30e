package ai.lyss.runtime.e2e.fault;

/** What the gateway says of its own when there is no answer: status and exact JSON. */
enum Failing {
  UPSTREAM_ERROR(502, "The provider failed to answer.", "server_error", "upstream_error"),
  UPSTREAM_TIMEOUT(504, "The provider did not answer in time.", "server_error", "upstream_timeout"),
  RATE_LIMITED(
      429, "The provider's rate limit is reached.", "rate_limit_error", "rate_limit_exceeded"),
  NO_CHANNEL(
      503, "No channel is available for this model now.", "server_error", "no_channel_available"),
  INTERRUPTED(200, "The provider broke off its answer.", "server_error", "upstream_error");

  private final int status;
  private final String body;

  Failing(int status, String message, String type, String code) {
    this.status = status;
    this.body = body(message, type, "null", '"' + code + '"');
  }

  /** Returns an error in the caller's dialect; {@code param} and {@code code} as JSON. */
  static String body(String message, String type, String param, String code) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":%s,\"code\":%s}}"
        .formatted(message, type, param, code);
  }

  /** Returns what is said of a model that nobody serves. */
  static String unknownModel(String model) {
    return body(
        "The model `" + model + "` does not exist or you do not have access to it.",
        "invalid_request_error",
        "\"model\"",
        "\"model_not_found\"");
  }

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  /** Returns the event that tells it within a stream. */
  String event() {
    return "data: " + body + "\n\n";
  }
}
