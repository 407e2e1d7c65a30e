package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonOut;

/**
 * The frames of events: a line with the name, one with the data, a blank one. The data says the
 * name once more.
 */
final class AnthropicStreamWriter {

  static final AnthropicStreamWriter MESSAGE_START = new AnthropicStreamWriter("message_start");
  static final AnthropicStreamWriter BLOCK_START = new AnthropicStreamWriter("content_block_start");
  static final AnthropicStreamWriter BLOCK_DELTA = new AnthropicStreamWriter("content_block_delta");
  static final AnthropicStreamWriter BLOCK_STOP = new AnthropicStreamWriter("content_block_stop");
  static final AnthropicStreamWriter MESSAGE_DELTA = new AnthropicStreamWriter("message_delta");
  static final AnthropicStreamWriter MESSAGE_STOP = new AnthropicStreamWriter("message_stop");

  /** Keeps a silent stream alive. */
  static final byte[] PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(US_ASCII);

  /** Stands before the data of an error. */
  static final byte[] ERROR = "event: error\ndata: ".getBytes(US_ASCII);

  /** Ends an event. */
  static final byte[] END = "\n\n".getBytes(US_ASCII);

  private final byte[] opening;
  private final byte[] type;

  private AnthropicStreamWriter(String name) {
    this.opening = ("event: " + name + "\ndata: ").getBytes(US_ASCII);
    this.type = ("\"type\":\"" + name + '"').getBytes(US_ASCII);
  }

  /** Begins an event; its data stays open. */
  JsonOut begin(JsonOut out) {
    return out.plain(opening).object().members(type);
  }

  /** Closes the data and ends the event. */
  static void end(JsonOut out) {
    out.endObject().plain(END);
  }
}
