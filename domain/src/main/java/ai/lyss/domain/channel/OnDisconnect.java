package ai.lyss.domain.channel;

import java.util.Locale;
import java.util.Optional;

/** What happens to the vendor's answer when the caller hangs up. */
public enum OnDisconnect {
  /** The vendor's request is reset at once. */
  CANCEL,
  /** The answer is read to its end, for its usage. */
  DRAIN;

  /** Returns the name used in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the choice of that name; empty when there is none. */
  public static Optional<OnDisconnect> ofWireName(String name) {
    for (var choice : values()) {
      if (choice.wireName().equals(name)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
