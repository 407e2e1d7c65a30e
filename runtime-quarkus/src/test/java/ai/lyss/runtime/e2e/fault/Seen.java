package ai.lyss.runtime.e2e.fault;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came over the wire.
 *
 * @param status its status
 * @param head its head, as it stood on the wire
 * @param body its body, its framing taken off
 * @param ending how it ended
 */
record Seen(int status, List<String> head, String body, Ending ending) {

  /** Returns the value of the only header of this name; null when there is none. */
  @Nullable String header(String name) {
    var values =
        head.stream()
            .filter(line -> name(line).equals(name))
            .map(line -> line.substring(name.length() + 1).strip())
            .toList();
    if (values.size() > 1) {
      throw new AssertionError(name + " is there twice: " + values);
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /** Returns the names of its headers in lower case. */
  Set<String> headerNames() {
    return head.stream().skip(1).map(Seen::name).collect(Collectors.toSet());
  }

  private static String name(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  /** Returns all of it as one text. */
  String text() {
    return String.join("\n", head) + "\n\n" + body;
  }
}
