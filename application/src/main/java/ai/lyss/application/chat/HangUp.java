package ai.lyss.application.chat;

/** An answer that is read to its end for its usage after the caller has gone, within bounds. */
final class HangUp {

  private final long mostBytes;
  private long bytes;

  HangUp(DrainBounds bounds) {
    mostBytes = bounds.bytes();
  }

  /** Counts bytes that came; true once there were too many. */
  boolean exhaustedBy(int length) {
    bytes += length;
    return bytes > mostBytes;
  }
}
