package ai.lyss.runtime.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One field in one request.
 *
 * @param pointer where it is set
 * @param is which of its values, or where it stands; null when the field alone says it
 * @param nothing why it may change nothing in another vendor's request; null when it may not
 * @param without the request without the field
 * @param with the request with it
 */
public record FieldCase(
    String pointer,
    @Nullable String is,
    @Nullable String nothing,
    JsonNode without,
    JsonNode with) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the field with any place in any list. */
  public String pattern() {
    return pointer.replaceAll("/[0-9]+(?=/|$)", "/*");
  }

  /** Returns the same of all fields that stand in it. */
  Set<String> patterns() {
    var found = new TreeSet<String>();
    gather(with.at(pointer), pattern(), found);
    return found;
  }

  private static void gather(JsonNode value, String pattern, Set<String> found) {
    found.add(pattern);
    value
        .properties()
        .forEach(each -> gather(each.getValue(), pattern + "/" + each.getKey(), found));
    if (value.isArray()) {
      value.forEach(each -> gather(each, pattern + "/*", found));
    }
  }

  /** Returns all names and texts of the request. */
  Set<String> words() {
    var found = new TreeSet<String>();
    words(with, found);
    return found;
  }

  private static void words(JsonNode value, Set<String> found) {
    if (value.isTextual()) {
      found.add(value.asText());
    }
    value.properties().forEach(each -> found.add(each.getKey()));
    value.forEach(each -> words(each, found));
  }

  /** Returns what tells this case from all others of its dialect. */
  public String label() {
    return is == null ? pattern() : pattern() + " (" + is + ")";
  }

  /** Returns the body with the field. */
  byte[] body() {
    return with.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the body without it. */
  byte[] bodyWithout() {
    return without.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a copy of a body in which a value stands there, and what leads to it. */
  static JsonNode set(JsonNode body, String pointer, JsonNode value) {
    var copy = body.deepCopy();
    var steps = List.of(pointer.substring(1).split("/"));
    JsonNode at = copy;
    for (int i = 0; i < steps.size() - 1; i++) {
      var step = steps.get(i);
      var next = at.isArray() ? at.get(Integer.parseInt(step)) : at.get(step);
      if (next == null) {
        boolean list = steps.get(i + 1).matches("[0-9]+");
        next = list ? JSON.createArrayNode() : JSON.createObjectNode();
        put(at, step, next);
      }
      at = next;
    }
    put(at, steps.getLast(), value);
    return copy;
  }

  private static void put(JsonNode parent, String step, JsonNode value) {
    switch (parent) {
      case ObjectNode object -> object.set(step, value);
      case ArrayNode list -> {
        int index = Integer.parseInt(step);
        if (index == list.size()) {
          list.add(value);
        } else {
          list.set(index, value);
        }
      }
      default -> throw new IllegalArgumentException("no place for '" + step + "' in " + parent);
    }
  }

  @Override
  public String toString() {
    return label();
  }
}
