package ai.lyss.domain.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Numbers packed as 32-bit floats, the low byte first, in base64: how OpenAI's clients want
 * vectors. Each is the float that is nearest to the number.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create
 *     embeddings, encoding_format</a>
 */
public final class PackedFloats {

  private PackedFloats() {}

  /** Returns an array of numbers as a text; what is no number, such as null, is packed as NaN. */
  public static RawJson of(RawJson numbers) {
    var in = numbers.bytes();
    var json = new JsonCursor(in);
    // every element takes two bytes at least, its comma included
    var floats = ByteBuffer.allocate(2 * in.length + Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    json.enterArray();
    while (json.nextElement()) {
      json.skipValue();
      var span = json.span();
      floats.putFloat(number(in, span));
    }
    var packed = Base64.getEncoder().encode(floats.flip());
    var text = new byte[packed.remaining() + 2];
    text[0] = '"';
    text[text.length - 1] = '"';
    packed.get(text, 1, packed.remaining());
    return RawJson.owning(text);
  }

  private static float number(byte[] in, JsonSpan span) {
    int length = span.end() - span.start();
    try {
      return Float.parseFloat(new String(in, span.start(), length, StandardCharsets.US_ASCII));
    } catch (NumberFormatException notANumber) {
      return Float.NaN;
    }
  }
}
