package ai.lyss.domain.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor's own options of a provider: JSON values by name (text, whole number, decimal, truth
 * value, list, map). Immutable; what a name means is the vendor's business.
 */
public record Settings(Map<String, Object> values) {

  /** No options. */
  public static final Settings NONE = new Settings(Map.of());

  /** Copies the values, lists and maps within them too, keeping their order. */
  public Settings {
    var copy = new LinkedHashMap<String, Object>();
    values.forEach((name, value) -> copy.put(name, frozen(value)));
    values = Collections.unmodifiableMap(copy);
  }

  private static Object frozen(Object value) {
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<Object, Object>();
      map.forEach((name, inner) -> copy.put(name, frozen(inner)));
      return Collections.unmodifiableMap(copy);
    }
    return value instanceof List<?> list ? list.stream().map(Settings::frozen).toList() : value;
  }

  /** Returns a text; empty when it is absent or something else. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns a number; empty when it is absent or something else. */
  public Optional<Number> number(String name) {
    return values.get(name) instanceof Number number ? Optional.of(number) : Optional.empty();
  }

  /** Returns a truth value; empty when it is absent or something else. */
  public Optional<Boolean> flag(String name) {
    return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /** Shows the names only: what people write into an option may be meant for nobody else. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
