package ai.lyss.domain.provider;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What the JSON value of a setting may be. Immutable; decides without side effects. */
public sealed interface SettingForm {

  /** Tells whether a JSON value has this form. */
  boolean accepts(Object value);

  /** Returns the form in words, as the end of "expected: ". */
  String expected();

  /** {@code true} or {@code false}. */
  record Flag() implements SettingForm {
    @Override
    public boolean accepts(Object value) {
      return value instanceof Boolean;
    }

    @Override
    public String expected() {
      return "true or false";
    }
  }

  /** A whole number, both bounds included. */
  record Whole(long min, long max) implements SettingForm {
    @Override
    public boolean accepts(Object value) {
      return switch (value) {
        case Integer number -> number >= min && number <= max;
        case Long number -> number >= min && number <= max;
        case BigInteger number -> number.bitLength() < Long.SIZE && accepts(number.longValue());
        default -> false;
      };
    }

    @Override
    public String expected() {
      return "a whole number from " + min + " to " + max;
    }
  }

  /** A number, both bounds included. */
  record Decimal(double min, double max) implements SettingForm {

    /** More of them say nothing, and do not fit into a store. */
    private static final int MOST_DIGITS = 20;

    @Override
    public boolean accepts(Object value) {
      return value instanceof Number number
          && number.doubleValue() >= min
          && number.doubleValue() <= max
          && !(number instanceof BigDecimal exact && Math.abs(exact.scale()) > MOST_DIGITS);
    }

    @Override
    public String expected() {
      return "a number from %s to %s".formatted(shown(min), shown(max));
    }

    private static String shown(double bound) {
      return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
  }

  /** One of some texts. */
  record Choice(List<String> values) implements SettingForm {

    /** Copies the texts. */
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof String text && values.contains(text);
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", values);
    }
  }

  /**
   * A text.
   *
   * @param pattern the regular expression that the whole text matches
   * @param words the pattern in words
   */
  record Text(String pattern, String words) implements SettingForm {
    @Override
    public boolean accepts(Object value) {
      return value instanceof String text && text.matches(pattern);
    }

    @Override
    public String expected() {
      return words;
    }
  }

  /** A value, or a list of at least one and at most {@code most} of them. */
  record OneOrMore(SettingForm element, int most) implements SettingForm {
    @Override
    public boolean accepts(Object value) {
      return value instanceof List<?> list
          ? !list.isEmpty() && list.size() <= most && list.stream().allMatch(element::accepts)
          : element.accepts(value);
    }

    @Override
    public String expected() {
      return element.expected() + ", or a list of at most " + most + " of these";
    }
  }

  /** An object of at most {@code most} fields whose values have one form. */
  record MapOf(SettingForm element, int most) implements SettingForm {
    @Override
    public boolean accepts(Object value) {
      return value instanceof Map<?, ?> map
          && map.size() <= most
          && map.keySet().stream().allMatch(key -> key instanceof String name && isName(name))
          && map.values().stream().allMatch(each -> each != null && element.accepts(each));
    }

    private static boolean isName(String key) {
      return !key.isEmpty()
          && key.length() <= 256
          && key.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public String expected() {
      return "an object of at most " + most + " fields, each " + element.expected();
    }
  }
}
