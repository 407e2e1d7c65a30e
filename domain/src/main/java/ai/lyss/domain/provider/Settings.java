package ai.lyss.domain.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor's own options of a provider: JSON values by name (text, whole number, decimal, truth
 * value, list, map). Immutable; what a name means is the vendor's business.
 */
public record Settings(Map<String, Object> values) {

  /** No options. */
  public static final Settings NONE = new Settings(Map.of());

  /** Copies the values, keeping their order. */
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
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
}
