package ai.lyss.domain.access;

/** How the wrapping or unwrapping of a data key ended. */
public sealed interface KeyOutcome<T> {

  /** It was done. */
  record Done<T>(T value) implements KeyOutcome<T> {}

  /** No master key here opens it at this place, and none will. */
  record Refused<T>() implements KeyOutcome<T> {}

  /** Whoever keeps the master keys does not answer now. */
  record Unavailable<T>() implements KeyOutcome<T> {}

  /**
   * A data key in the clear. Printing it shows its master key's id only.
   *
   * @param bytes the key itself, the caller's own copy
   * @param masterId the id of the master key that wraps it
   */
  record Unwrapped(byte[] bytes, String masterId) {

    @Override
    public String toString() {
      return "Unwrapped[" + masterId + "]";
    }
  }
}
