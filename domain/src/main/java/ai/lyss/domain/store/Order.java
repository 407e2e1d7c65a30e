package ai.lyss.domain.store;

/**
 * The order of a collection; things that are equal in it have the order of their ids. Immutable.
 *
 * @param by what it goes by
 * @param direction which way
 */
public record Order(By by, Direction direction) {

  /** The order of making: ids of version 7 have it by themselves. */
  public static final Order OF_MAKING = new Order(By.CREATED, Direction.ASCENDING);

  /** What an order goes by. */
  public enum By {
    /** The making, by the ids alone. */
    CREATED,
    /** The last change. */
    UPDATED,
    /** The name, by the code points of its letters. */
    NAME
  }

  /** Which way an order goes. */
  public enum Direction {
    /** Smallest or oldest first. */
    ASCENDING,
    /** Largest or newest first. */
    DESCENDING
  }
}
