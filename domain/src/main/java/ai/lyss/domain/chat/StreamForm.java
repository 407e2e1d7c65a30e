package ai.lyss.domain.chat;

/** How the pieces of a streamed answer are set apart, as its caller wants it. */
public enum StreamForm {
  /** Server-sent events. */
  EVENTS("text/event-stream; charset=utf-8"),
  /** The elements of one JSON array, which grows. */
  ARRAY("application/json; charset=UTF-8");

  private final String contentType;

  StreamForm(String contentType) {
    this.contentType = contentType;
  }

  /** Returns the content type of such an answer. */
  public String contentType() {
    return contentType;
  }
}
