package ai.lyss.adapter.persistence.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Alternatives and sets as the names they are stored by. */
public final class Names {

  private Names() {}

  /** Returns the names of things, sorted, so that equal sets are stored alike. */
  public static <T> String[] sorted(Collection<T> things, Function<T, String> name) {
    return things.stream().map(name).sorted().toArray(String[]::new);
  }

  /**
   * Returns the thing of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static <T> T known(String field, String name, Function<String, Optional<T>> find) {
    return find.apply(name)
        .orElseThrow(
            () -> new IllegalArgumentException(field + ": " + name + " (expected: a known name)"));
  }

  /**
   * Returns the things of these names.
   *
   * @throws IllegalArgumentException when one is not known
   */
  public static <T> Set<T> all(String field, String[] names, Function<String, Optional<T>> find) {
    var things = new LinkedHashSet<T>();
    Arrays.stream(names).forEach(name -> things.add(known(field, name, find)));
    return things;
  }
}
