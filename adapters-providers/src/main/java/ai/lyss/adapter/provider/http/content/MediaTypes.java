package ai.lyss.adapter.provider.http.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What bytes are, by how they begin: nobody has to believe a header. */
final class MediaTypes {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] GIF_87 = ascii("GIF87a");
  private static final byte[] GIF_89 = ascii("GIF89a");
  private static final byte[] RIFF = ascii("RIFF");
  private static final byte[] WEBP = ascii("WEBP");
  private static final byte[] PDF = ascii("%PDF-");

  /** A RIFF file says after eight bytes what it holds. */
  private static final int RIFF_FORM = 8;

  /** The control characters that stand in texts. */
  private static final String WHITE_SPACE = "\t\n\f\r\u001b";

  private MediaTypes() {}

  /**
   * Returns the media type of an image, a document or a text; empty when it is none that is known.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/">MIME Sniffing, sections 6.1, 7.1 and 7.2</a>
   */
  static Optional<String> of(byte[] bytes) {
    if (has(bytes, 0, PNG)) {
      return Optional.of("image/png");
    }
    if (has(bytes, 0, JPEG)) {
      return Optional.of("image/jpeg");
    }
    if (has(bytes, 0, GIF_87) || has(bytes, 0, GIF_89)) {
      return Optional.of("image/gif");
    }
    if (has(bytes, 0, RIFF) && has(bytes, RIFF_FORM, WEBP)) {
      return Optional.of("image/webp");
    }
    if (has(bytes, 0, PDF)) {
      return Optional.of("application/pdf");
    }
    return isText(bytes) ? Optional.of("text/plain") : Optional.empty();
  }

  /**
   * Text has no bytes that are no part of any text, and all of it is UTF-8. Markup is no plain
   * text: what should be a document may be a page that asks for a password.
   */
  private static boolean isText(byte[] bytes) {
    if (isMarkup(bytes)) {
      return false;
    }
    for (byte each : bytes) {
      if (each >= 0 && each < ' ' && WHITE_SPACE.indexOf(each) < 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return bytes.length > 0;
    } catch (CharacterCodingException noText) {
      return false;
    }
  }

  private static boolean isMarkup(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && (bytes[at] == ' ' || WHITE_SPACE.indexOf(bytes[at]) >= 0)) {
      at++;
    }
    return at < bytes.length && bytes[at] == '<';
  }

  private static boolean has(byte[] bytes, int at, byte[] what) {
    int end = at + what.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, what, 0, what.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
