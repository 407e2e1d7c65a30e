package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads which part of a collection is asked for, in which order. Not thread-safe; one object a
 * request.
 */
final class PageQuery {

  private static final int USUAL_LIMIT = 50;
  private static final int MAX_VALUE = 1000;
  private static final String LIMIT_EXPECTED = " (expected: 1 to " + Page.Request.MAX_LIMIT + ")";

  private final ListParameters listed;
  private final List<Fault> faults = new ArrayList<>();

  private PageQuery(ListParameters listed) {
    this.listed = listed;
  }

  /**
   * Returns the part that is asked for.
   *
   * @param query the values of query parameters by name
   * @param listed what the collection understands
   * @throws ProblemException when a parameter is out of order or not known: all of them at once
   */
  static Page.Request of(Map<String, List<String>> query, ListParameters listed) {
    return new PageQuery(listed).read(query);
  }

  private Page.Request read(Map<String, List<String>> query) {
    var single = new TreeMap<String, String>();
    query.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            note(name, Kind.DUPLICATE, values.size() + " times (expected: once)");
          }
          single.put(name, values.getFirst());
        });
    int limit = limit(single.remove(ListParameters.LIMIT));
    var order = order(single.remove(ListParameters.SORT));
    var after = after(single.remove(ListParameters.CURSOR), order);
    var filters = filters(single);
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(faults));
    }
    return new Page.Request(limit, after, order, filters);
  }

  private int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_LIMIT;
    }
    if (!text.matches("\\d{1,9}")) {
      note(ListParameters.LIMIT, Kind.MALFORMED, "no number" + LIMIT_EXPECTED);
      return USUAL_LIMIT;
    }
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > Page.Request.MAX_LIMIT) {
      note(ListParameters.LIMIT, Kind.OUT_OF_RANGE, limit + LIMIT_EXPECTED);
      return USUAL_LIMIT;
    }
    return limit;
  }

  private Order order(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Order.OF_MAKING;
    }
    if (!listed.sorts().contains(text)) {
      var expected = String.join(", ", listed.sorts());
      note(ListParameters.SORT, Kind.UNKNOWN, "not known (expected: one of " + expected + ")");
      return Order.OF_MAKING;
    }
    var turned = text.startsWith(ListParameters.DESCENDING);
    var field = turned ? text.substring(1) : text;
    var by =
        switch (field) {
          case ListParameters.CREATED -> Order.By.CREATED;
          case ListParameters.UPDATED -> Order.By.UPDATED;
          default -> Order.By.NAME;
        };
    return new Order(by, turned ? Order.Direction.DESCENDING : Order.Direction.ASCENDING);
  }

  private Page.@Nullable Place after(@Nullable String text, Order order) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var place = Cursor.read(text, order);
    if (place.isEmpty()) {
      note(
          ListParameters.CURSOR,
          Kind.MALFORMED,
          "not one of ours (expected: a next_cursor in the same order)");
    }
    return place.orElse(null);
  }

  private Map<String, String> filters(Map<String, String> given) {
    var known = listed.filters();
    var filters = new HashMap<String, String>();
    given.forEach(
        (field, value) -> {
          var form = known.get(field);
          if (form == null) {
            note(field, Kind.UNKNOWN, "not known (expected: of " + known.keySet() + ")");
          } else if (value.length() > MAX_VALUE || value.indexOf('\0') >= 0) {
            note(field, Kind.OUT_OF_RANGE, "too long (expected: 1 to " + MAX_VALUE + ")");
          } else {
            filters.put(field, formed(field, value, form));
          }
        });
    return filters;
  }

  private String formed(String field, String value, ListParameters.Form form) {
    return switch (form) {
      case TEXT -> value;
      case FLAG -> {
        if (!value.equals("true") && !value.equals("false")) {
          note(field, Kind.MALFORMED, "neither (expected: true or false)");
        }
        yield value;
      }
      case ID -> {
        var id = Ids.parse(value);
        if (id.isEmpty()) {
          note(field, Kind.MALFORMED, "none (expected: a UUID)");
        }
        yield id.map(UUID::toString).orElse(value);
      }
    };
  }

  private void note(String parameter, Kind kind, String what) {
    var shown = parameter.length() > 64 ? parameter.substring(0, 64) + "…" : parameter;
    faults.add(Fault.ofParameter(shown, kind, shown + ": " + what));
  }
}
