package ai.lyss.domain.access;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The keyed digest (HMAC-SHA-256) of an API key: what is stored and looked up in its place. */
public final class ApiKeyDigest {

  private static final int LENGTH = 32;

  private final byte[] bytes;

  private ApiKeyDigest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps 32 bytes; the array is copied. */
  public static ApiKeyDigest of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "digest: " + bytes.length + " bytes (expected: " + LENGTH + ")");
    }
    return new ApiKeyDigest(bytes.clone());
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKeyDigest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, 4) + "…";
  }
}
