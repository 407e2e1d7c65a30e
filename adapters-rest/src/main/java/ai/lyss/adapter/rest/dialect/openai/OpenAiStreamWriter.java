package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * Events of an OpenAI stream that the gateway writes itself. An answer's own events pass through
 * byte for byte; only a late failure is told by one of ours, and no {@code [DONE]} follows it.
 */
final class OpenAiStreamWriter {

  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] BLANK_LINE = "\n\n".getBytes(US_ASCII);

  private OpenAiStreamWriter() {}

  /** Returns an event that holds this JSON document, which has no line breaks. */
  static byte[] event(byte[] json) {
    var event = new ByteArrayOutputStream(DATA.length + json.length + BLANK_LINE.length);
    event.writeBytes(DATA);
    event.writeBytes(json);
    event.writeBytes(BLANK_LINE);
    return event.toByteArray();
  }
}
