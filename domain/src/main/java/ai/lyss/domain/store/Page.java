package ai.lyss.domain.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of a collection in an order. Pages that follow each other show every thing that was there
 * all the time exactly once, whatever is added and removed in between.
 *
 * @param items at most as many as were asked for
 * @param next where the next page starts; null at the end
 */
public record Page<T>(List<T> items, @Nullable Place next) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The place of a thing in an order: the next page starts behind it, whether or not it is still
   * there. Immutable.
   *
   * @param value what the order goes by, as text; empty when it goes by the id alone
   * @param id the thing's id
   */
  public record Place(String value, UUID id) {}

  /**
   * Which part of a collection is wanted.
   *
   * @param limit at most how many, 1 to 1,000
   * @param after behind which place to start; null for the beginning
   * @param order in which order
   * @param filters values by field: only things that have all of these; which fields there are is
   *     the collection's business, and another one is a bug
   */
  public record Request(
      int limit, @Nullable Place after, Order order, Map<String, String> filters) {

    /** The most a page holds. */
    public static final int MAX_LIMIT = 1000;

    /** Checks the limit and copies the filters. */
    public Request {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException(
            "limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
      }
      filters = Map.copyOf(filters);
    }

    /** All things of the collection, in the order of their making. */
    public Request(int limit, @Nullable Place after) {
      this(limit, after, Order.OF_MAKING, Map.of());
    }
  }
}
