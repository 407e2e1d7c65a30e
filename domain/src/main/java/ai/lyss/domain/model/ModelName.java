package ai.lyss.domain.model;

import org.jspecify.annotations.Nullable;

/**
 * The name of a model, checked once: 1 to 256 visible ASCII characters without the ones that would
 * let it leave a URL path, a log line or a metric label ({@code ? # % \ "} and {@code ..} as a
 * segment). It may contain {@code /} and {@code :}.
 *
 * @param value the name as callers and vendors write it
 */
public record ModelName(String value) implements Comparable<ModelName> {

  private static final int MAX_LENGTH = 256;

  /** Checks the name; see {@link #problem}. */
  public ModelName {
    var problem = problem(value);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** Returns why {@code value} is no model name; null when it is one. */
  public static @Nullable String problem(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return "model name: " + value.length() + " characters (expected: 1 to " + MAX_LENGTH + ")";
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || "?#%\\\"<>".indexOf(c) >= 0) {
        return "model name: character U+%04X (expected: visible ASCII without ? # %% \\ \" < >)"
            .formatted((int) c);
      }
    }
    return leavesItsPath(value) ? "model name: a path segment . or .. (expected: none)" : null;
  }

  private static boolean leavesItsPath(String value) {
    var padded = "/" + value + "/";
    return padded.contains("/../") || padded.contains("/./") || padded.contains("//");
  }

  @Override
  public int compareTo(ModelName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
