package ai.lyss.application.admin;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One field of things of a kind, by which two of them are told apart. Immutable.
 *
 * @param field its name in documents
 * @param value tells its value; null for none
 */
record Trait<T>(String field, Function<T, @Nullable Object> value) {

  /** Returns the fields in which two things differ. */
  static <T> List<String> differing(List<Trait<T>> traits, T one, T other) {
    return traits.stream()
        .filter(trait -> !same(trait.value().apply(one), trait.value().apply(other)))
        .map(Trait::field)
        .toList();
  }

  /** Numbers are the same when they count the same, however they are kept. */
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number few && other instanceof Number many) {
      return new BigDecimal(few.toString()).compareTo(new BigDecimal(many.toString())) == 0;
    }
    if (one instanceof List<?> some && other instanceof List<?> others) {
      return some.size() == others.size()
          && IntStream.range(0, some.size()).allMatch(i -> same(some.get(i), others.get(i)));
    }
    if (one instanceof Map<?, ?> some && other instanceof Map<?, ?> others) {
      return some.keySet().equals(others.keySet())
          && some.entrySet().stream()
              .allMatch(each -> same(each.getValue(), others.get(each.getKey())));
    }
    return Objects.equals(one, other);
  }
}
