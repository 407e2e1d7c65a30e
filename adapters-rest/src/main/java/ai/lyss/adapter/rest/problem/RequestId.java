package ai.lyss.adapter.rest.problem;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The name by which a request is found in the log. */
public final class RequestId {

  /** The header that carries it, both ways. */
  public static final String HEADER = "x-request-id";

  private static final int MAX_LENGTH = 128;

  private RequestId() {}

  /**
   * Returns what the caller presented when it is 1 to 128 visible ASCII characters, else a new one.
   *
   * @param presented the caller's header; null when it sent none
   */
  public static String of(@Nullable String presented) {
    return presented != null && isGood(presented) ? presented : UUID.randomUUID().toString();
  }

  private static boolean isGood(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
