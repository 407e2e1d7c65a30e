package ai.lyss.runtime.start;

import io.smallrye.config.ConfigValidationException;
import java.util.regex.Pattern;

/** Turns what the configuration library says of a wrong setting into the line that is shown. */
final class ConfigProblems {

  private static final Pattern CONVERSION =
      Pattern.compile(
          "(?:.*?: )?SRCFG\\d+: The config property (\\S+) with the config value \"(.*)\" threw an"
              + " Exception whilst being converted:? ?(.*)",
          Pattern.DOTALL);
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "(?:.*?: )?SRCFG00050: (\\S+) in (.+) does not map to any root", Pattern.DOTALL);
  private static final Pattern SECRET =
      Pattern.compile(".*(?:key|secret|password|token|credential).*");

  private ConfigProblems() {}

  /** Says each problem in a line of its own. */
  static String lines(ConfigValidationException problems) {
    var lines = new StringBuilder();
    for (int i = 0; i < problems.getProblemCount(); i++) {
      lines.append(i == 0 ? "" : "\n").append(line(problems.getProblem(i).getMessage()));
    }
    return lines.toString();
  }

  private static String line(String problem) {
    var conversion = CONVERSION.matcher(problem);
    if (conversion.matches()) {
      var key = conversion.group(1);
      var value = SECRET.matcher(key).matches() ? "(hidden)" : conversion.group(2);
      return key + ": " + value + " (" + conversion.group(3).strip() + ")";
    }
    var unknown = UNKNOWN.matcher(problem);
    return unknown.matches()
        ? unknown.group(1) + ": no such setting (expected: one of docs/configuration.md)"
        : problem.strip();
  }
}
