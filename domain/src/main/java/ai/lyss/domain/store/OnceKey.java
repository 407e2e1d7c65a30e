package ai.lyss.domain.store;

/**
 * Names a request that is to be answered once, however often it comes. Immutable.
 *
 * @param route what is asked for, such as {@code createKey}
 * @param key the key that the caller chose
 * @param fingerprint a digest of the request and its sender: another request under the same key is
 *     a mistake
 */
public record OnceKey(String route, String key, String fingerprint) {

  /** What became of the asking for a key. */
  public sealed interface Claim {

    /** Nobody was answered under this key: whoever asked does now what is asked for. */
    record First() implements Claim {}

    /** The same request was answered before. */
    record Answered(String answer) implements Claim {

      @Override
      public String toString() {
        return "Answered[redacted]";
      }
    }

    /** Another request was answered under this key. */
    record Misused() implements Claim {}
  }
}
