package ai.lyss.adapter.persistence.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script with the digest by which Redis knows it.
 *
 * @param text its source
 * @param sha1 the SHA-1 of its source, in hexadecimal digits
 */
public record RedisScript(String text, String sha1) {

  /** Reads a script, which may be spread over several resources beside a class. */
  public static RedisScript of(String... resources) {
    var text = new StringBuilder();
    for (var resource : resources) {
      text.append(read(resource));
    }
    return new RedisScript(text.toString(), sha1(text.toString()));
  }

  private static String read(String resource) {
    try (var stream = RedisScript.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + ": missing (expected: on the class path)");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
