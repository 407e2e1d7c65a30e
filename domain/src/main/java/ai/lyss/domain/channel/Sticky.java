package ai.lyss.domain.channel;

import java.util.Locale;
import java.util.Optional;

/** What keeps the requests of a route on one channel. */
public enum Sticky {
  /** Nothing does. */
  NONE,
  /** The user. */
  USER,
  /** The API key. */
  KEY,
  /** The beginning of the prompt. */
  PREFIX;

  /** Returns the name used in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the choice of that name; empty when there is none. */
  public static Optional<Sticky> ofWireName(String name) {
    for (var choice : values()) {
      if (choice.wireName().equals(name)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
