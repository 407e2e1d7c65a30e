package ai.lyss.runtime.docs;

import java.util.Map;
import java.util.Properties;

/** Tells whether a generated page is to be made anew, which is never so in a run of the gate. */
public final class PageUpdate {

  /** What {@code ./lyss test} leaves in the environment of all that it starts. */
  static final String MARK = "LYSS_GATE";

  private PageUpdate() {}

  /**
   * Tells whether a system property asks for it.
   *
   * @throws AssertionError when it does in a run of the gate
   */
  public static boolean asked(String property) {
    return asked(property, System.getProperties(), System.getenv());
  }

  static boolean asked(String property, Properties properties, Map<String, String> environment) {
    var value = properties.getProperty(property);
    if (value != null && environment.containsKey(MARK)) {
      throw new AssertionError(
          property + ": " + value + " (expected: not in ./lyss test, which rewrites no page)");
    }
    return "true".equalsIgnoreCase(value);
  }
}
