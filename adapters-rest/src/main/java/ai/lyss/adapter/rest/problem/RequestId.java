package ai.lyss.adapter.rest.problem;

import java.util.UUID;
import java.util.function.Supplier;
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
   * @param fresh makes a new one
   */
  public static String of(@Nullable String presented, Supplier<UUID> fresh) {
    return presented != null && isGood(presented) ? presented : fresh.get().toString();
  }

  private static boolean isGood(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
