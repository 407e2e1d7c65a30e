package ai.lyss.domain.chat;

/** The handle on one running attempt. Used on the event loop that opened it. */
public interface Attempt {

  /** Stops reading from the vendor until {@link #resume}; what is on its way may still arrive. */
  void pause();

  /** Reads on. */
  void resume();

  /**
   * Ends the attempt and resets the vendor's request; the sink hears no more. Does nothing when the
   * attempt has ended.
   *
   * @return what is known of the attempt at this moment
   */
  AttemptReport cancel();
}
