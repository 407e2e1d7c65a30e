package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of a table, each with one query along an index: behind the last row of the page
 * before, in the order of a column and the id. Immutable.
 *
 * @param entity what rows are read as
 * @param table the table, with the columns {@code id} and {@code updated_at}
 * @param name its column for the order by name
 * @param filters predicates by field, each with one {@code ?} for the value
 */
public record RowPages<E extends ListedRow>(
    Class<E> entity, String table, String name, Map<String, String> filters) {

  /**
   * Returns a page.
   *
   * @param tenant whose rows; null for a table that belongs to no tenant
   * @param thing makes what is shown of a row
   */
  public <T> Page<T> read(
      Session session, @Nullable TenantId tenant, Page.Request request, Function<E, T> thing) {
    var values = new ArrayList<Object>();
    var sql = new StringBuilder("select * from ").append(table).append(" where true");
    if (tenant != null) {
      add(sql, " and tenant_id = ?", tenant.value(), values);
    }
    new TreeMap<>(request.filters())
        .forEach((field, value) -> add(sql, " and " + predicate(field), value, values));
    order(sql, request, values);
    var query = session.createNativeQuery(sql.toString(), entity);
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    var found = query.setMaxResults(request.limit() + 1).getResultList();
    var page = page(found, request, thing);
    // Else each of them would be looked through whenever another row is written.
    found.forEach(session::detach);
    return page;
  }

  private String predicate(String field) {
    var known = filters.get(field);
    if (known == null) {
      throw new IllegalArgumentException(
          field + ": no filter (expected: one of " + filters.keySet() + ")");
    }
    return known;
  }

  private void order(StringBuilder sql, Page.Request request, List<Object> values) {
    var order = request.order();
    var column = column(order.by());
    var after = request.after();
    var forward = order.direction() == Order.Direction.ASCENDING;
    var beyond = forward ? " > " : " < ";
    var way = forward ? "" : " desc";
    if (column == null) {
      if (after != null) {
        add(sql, " and id" + beyond + "?", after.id(), values);
      }
      sql.append(" order by id").append(way);
      return;
    }
    if (after != null) {
      var place = order.by() == Order.By.NAME ? after.value() : Instant.parse(after.value());
      add(sql, " and (" + column + ", id)" + beyond + "(?, ", place, values);
      add(sql, "?)", after.id(), values);
    }
    sql.append(" order by ").append(column).append(way).append(", id").append(way);
  }

  /** The code points of letters are compared, whatever the database was made with. */
  private @Nullable String column(Order.By by) {
    return switch (by) {
      case CREATED -> null;
      case UPDATED -> "updated_at";
      case NAME -> name + " collate \"C\"";
    };
  }

  private static void add(StringBuilder sql, String part, Object value, List<Object> values) {
    values.add(value);
    sql.append(part.replace("?", "?" + values.size()));
  }

  private static <E extends ListedRow, T> Page<T> page(
      List<E> found, Page.Request request, Function<E, T> thing) {
    if (found.size() <= request.limit()) {
      return new Page<>(found.stream().map(thing).toList(), null);
    }
    var shown = found.subList(0, request.limit());
    var items = shown.stream().map(thing).toList();
    return new Page<>(items, place(shown.getLast(), request.order()));
  }

  private static Page.Place place(ListedRow last, Order order) {
    var value =
        switch (order.by()) {
          case CREATED -> "";
          case UPDATED -> last.listedTime().toString();
          case NAME -> last.listedName();
        };
    return new Page.Place(value, last.listedId());
  }
}
