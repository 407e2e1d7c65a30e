package ai.lyss.adapter.provider.translate;

/** How a vendor cuts a streamed answer into events. */
public enum Framing {
  /** Server-sent events, of content type {@code text/event-stream}. */
  EVENTS,
  /** One JSON text a line, of content type {@code application/x-ndjson}. */
  LINES
}
