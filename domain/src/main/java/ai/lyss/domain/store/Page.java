package ai.lyss.domain.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of a collection in the order of ids, which is the order of making.
 *
 * @param items at most as many as were asked for
 * @param next the id after which the next page starts; null at the end
 */
public record Page<T>(List<T> items, @Nullable UUID next) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Which part of a collection is wanted.
   *
   * @param limit at most how many, 1 to 1,000
   * @param after the id after which to start; null for the beginning
   */
  public record Request(int limit, @Nullable UUID after) {

    /** The most a page holds. */
    public static final int MAX_LIMIT = 1000;

    /** Checks the limit. */
    public Request {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException(
            "limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
      }
    }
  }
}
