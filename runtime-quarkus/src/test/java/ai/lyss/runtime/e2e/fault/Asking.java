package ai.lyss.runtime.e2e.fault;

/** How a row's caller asks for its answer. */
enum Asking {
  /** For a whole answer. */
  WHOLE(""),
  /** For a stream, without a word about usage. */
  STREAM(",\"stream\":true"),
  /** For a stream with usage. */
  STREAM_WITH_USAGE(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"),
  /** For a stream, and expressly without usage. */
  STREAM_WITHOUT_USAGE(",\"stream\":true,\"stream_options\":{\"include_usage\":false}");

  /** What every row asks: its size decides what is estimated, see {@link Counted}. */
  static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"Say hello in French.\"}]";

  private static final String ASK_USAGE = "\"stream_options\":{\"include_usage\":true},";

  private final String flags;

  Asking(String flags) {
    this.flags = flags;
  }

  boolean streamed() {
    return this != WHOLE;
  }

  boolean usageAsked() {
    return this == STREAM_WITH_USAGE;
  }

  /** Returns the body that the caller sends. */
  String body(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":" + MESSAGES + flags + "}";
  }

  /**
   * Returns the body that the vendor must get: usage is asked for whether the caller did or not.
   */
  String bodyForVendor(String model) {
    return switch (this) {
      case WHOLE, STREAM_WITH_USAGE -> body(model);
      case STREAM -> "{" + ASK_USAGE + body(model).substring(1);
      case STREAM_WITHOUT_USAGE -> STREAM_WITH_USAGE.body(model);
    };
  }
}
