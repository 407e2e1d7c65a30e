package ai.lyss.adapter.provider.http.content;

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

  private MediaTypes() {}

  /**
   * Returns the media type of an image or a document; empty when it is none that is known.
   *
   * @see <a href="https://mimesniff.spec.whatwg.org/">MIME Sniffing, sections 6.1 and 7.1</a>
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
    return has(bytes, 0, PDF) ? Optional.of("application/pdf") : Optional.empty();
  }

  private static boolean has(byte[] bytes, int at, byte[] what) {
    int end = at + what.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, what, 0, what.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
