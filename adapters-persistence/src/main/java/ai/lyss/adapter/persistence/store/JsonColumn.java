package ai.lyss.adapter.persistence.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.MapType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps as JSON text, for {@code jsonb} columns: text, whole numbers, exact decimals, truth values,
 * lists and maps. Thread-safe.
 */
public final class JsonColumn {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final MapType OBJECT = mapOf(Object.class);
  private static final MapType TEXTS = mapOf(String.class);

  private JsonColumn() {}

  /** Returns the JSON text of a map. */
  public static String write(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: not writable (expected: plain JSON values)", e);
    }
  }

  /** Returns the map that a JSON object holds. */
  public static Map<String, Object> read(String json) {
    return parsed(json, OBJECT);
  }

  /** Returns the map that a JSON object of texts holds. */
  public static Map<String, String> readTexts(String json) {
    return parsed(json, TEXTS);
  }

  private static <T> Map<String, T> parsed(String json, MapType type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      // Its message would quote the column, which may hold a secret.
      throw new IllegalArgumentException(
          "json: " + json.length() + " characters (expected: an object)");
    }
  }

  // Named in full, because a generic supertype is no safe thing to ask for in a native binary.
  private static MapType mapOf(Class<?> value) {
    return JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, value);
  }
}
