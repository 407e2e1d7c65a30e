package ai.lyss.adapter.rest.relay;

/** How the answer of a relay goes out. */
enum AnswerForm {
  /** As one JSON document. */
  WHOLE,
  /** As server-sent events. */
  STREAM
}
