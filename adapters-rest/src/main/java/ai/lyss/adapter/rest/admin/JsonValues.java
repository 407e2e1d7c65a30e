package ai.lyss.adapter.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Turns JSON into plain Java values, as settings keep them. */
final class JsonValues {

  private JsonValues() {}

  /**
   * Returns a text, a Long or BigInteger, a BigDecimal, a Boolean, a List or a Map; null for a JSON
   * null, which is left out of lists and maps.
   */
  static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case ARRAY -> list(node);
      case OBJECT -> map(node);
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  private static Number number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return node.decimalValue();
    }
    return node.canConvertToLong() ? (Number) node.longValue() : node.bigIntegerValue();
  }

  private static Object list(JsonNode node) {
    var list = new ArrayList<Object>();
    for (var element : node) {
      var value = plain(element);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private static Object map(JsonNode node) {
    var map = new LinkedHashMap<String, Object>();
    for (var field : node.properties()) {
      var value = plain(field.getValue());
      if (value != null) {
        map.put(field.getKey(), value);
      }
    }
    return map;
  }
}
