package ai.lyss.domain.access;

/**
 * A text that must not be seen: printing it shows nothing of it. Two secrets are equal when their
 * texts are, compared in time that does not depend on where they differ.
 */
public final class Secret {

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Wraps a text. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** Returns the text, for the one place that must use it. */
  public String reveal() {
    return text;
  }

  /** Returns the last four characters when at least eight more stay hidden, else an empty text. */
  public String hint() {
    return text.length() < 12 ? "" : text.substring(text.length() - 4);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Secret secret) || secret.text.length() != text.length()) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < text.length(); i++) {
      difference |= text.charAt(i) ^ secret.text.charAt(i);
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
