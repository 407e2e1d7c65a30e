package ai.lyss.runtime.e2e.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param name what goes wrong, and where; unique
 * @param asking how the caller asks
 * @param lanes what stands behind each channel, in the order of their priority
 * @param earlier calls made before the one that is looked at, over the same connection
 * @param retries retries that all calls of the row cause together
 * @param told what the caller must get
 * @param booked what the ledger must hold; null for no row at all
 * @param calls how many requests each vendor must have seen
 */
record FaultRow(
    String name,
    Asking asking,
    List<Lane> lanes,
    int earlier,
    int retries,
    Told told,
    @Nullable Booked booked,
    List<Integer> calls) {

  /**
   * What the caller must get.
   *
   * @param status the status
   * @param body the body; where it is cut, what it begins with is all of it that may come
   * @param ending how it ends
   * @param attempts {@code x-lyss-attempts}
   * @param lane the lane that {@code x-lyss-channel} names; null for none
   * @param retryAfter the bounds of {@code retry-after}; null when there must be none
   */
  record Told(
      int status,
      String body,
      Ending ending,
      int attempts,
      @Nullable Integer lane,
      @Nullable Wait retryAfter) {}

  /** Bounds of a wait in seconds, both inclusive. */
  record Wait(int least, int most) {}

  /**
   * What the ledger must hold.
   *
   * @param status how the relay ended
   * @param httpStatus what the caller was told
   * @param attempts attempts made
   * @param input tokens charged; null when the reservation was released
   * @param output tokens charged
   * @param provenance where they come from
   * @param finish why the model stopped
   */
  record Booked(
      String status,
      @Nullable Integer httpStatus,
      @Nullable Integer attempts,
      @Nullable Long input,
      @Nullable Long output,
      @Nullable String provenance,
      @Nullable String finish) {}

  /** Tells whether a vendor of it falls silent, so that it depends on limits of time. */
  boolean late() {
    return lanes.stream().anyMatch(lane -> lane.pace() == Lane.Pace.LATE);
  }

  @Override
  public String toString() {
    return name;
  }
}
