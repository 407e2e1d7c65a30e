package ai.lyss.adapter.rest.relay;

/** How the answer of a relay goes out. */
enum AnswerForm {
  /** As one JSON document. */
  WHOLE,
  /** As server-sent events. */
  STREAM,
  /** As the vendor pleases: its content type tells whether these are events or a document. */
  AS_ANSWERED;

  private static final String EVENTS = "text/event-stream";

  /** Returns the form of an answer whose head has come, with this content type. */
  AnswerForm answeredAs(String contentType) {
    return switch (this) {
      case WHOLE, STREAM -> this;
      case AS_ANSWERED -> contentType.startsWith(EVENTS) ? STREAM : WHOLE;
    };
  }
}
