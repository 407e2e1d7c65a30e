package ai.lyss.adapter.rest.dialect.openai;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of one part of a form.
 *
 * @param name the field's name; empty where there is a problem
 * @param plain whether the value is bare text: no file, in no encoding of its own
 * @param problem what is wrong with the head; null when nothing is
 */
record OpenAiFormPart(String name, boolean plain, @Nullable String problem) {

  private static final Pattern HEADER = Pattern.compile("([\\w-]+):[ \\t]*(.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*;\\s*([\\w-]+\\*?)=(?:\"([^\"\\\\]*)\"|([^\\s;\"\\\\]+))");
  private static final Pattern NAME = Pattern.compile("[\\w.\\[\\]-]+");
  private static final Pattern TEXT =
      Pattern.compile("(?i)[\\w.+-]+/[\\w.+-]+(?:\\s*;\\s*charset=\"?(?:utf-8|us-ascii)\"?)?\\s*");
  private static final String FORM_DATA = "form-data";

  /** Reads the headers of a part, lines with CRLF between them. */
  static OpenAiFormPart read(String headers) {
    String disposition = null;
    boolean plain = true;
    for (var line : headers.split("\r\n", -1)) {
      var header = HEADER.matcher(line);
      if (!header.matches() || hasControls(line)) {
        return wrong("a header that is no line of its own");
      }
      switch (header.group(1).toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          if (disposition != null) {
            return wrong("a part with two names");
          }
          disposition = header.group(2);
        }
        case "content-transfer-encoding" -> plain = false;
        case "content-type" -> plain &= TEXT.matcher(header.group(2)).matches();
        default -> {} // it says nothing of the value
      }
    }
    return disposition == null ? wrong("a part without a name") : named(disposition, plain);
  }

  private static OpenAiFormPart named(String disposition, boolean plain) {
    if (!disposition.regionMatches(true, 0, FORM_DATA, 0, FORM_DATA.length())) {
      return wrong("a part that is no form-data");
    }
    var parameters = PARAMETER.matcher(disposition.stripTrailing());
    int at = FORM_DATA.length();
    String name = null;
    boolean file = false;
    while (parameters.region(at, parameters.regionEnd()).lookingAt()) {
      at = parameters.end();
      var key = parameters.group(1).toLowerCase(Locale.ROOT);
      var quoted = parameters.group(2);
      file |= key.startsWith("filename");
      if (key.equals("name") || key.equals("name*")) {
        if (name != null || key.endsWith("*")) {
          return wrong("a part with two names, or one in an encoding of its own");
        }
        name = quoted == null ? parameters.group(3) : quoted;
      }
    }
    if (at != parameters.regionEnd() || name == null || !NAME.matcher(name).matches()) {
      return wrong("a part whose name cannot be read (expected: name=\"…\", no backslashes)");
    }
    return new OpenAiFormPart(name, plain && !file, null);
  }

  private static boolean hasControls(String line) {
    return line.chars().anyMatch(c -> c < ' ' && c != '\t');
  }

  private static OpenAiFormPart wrong(String why) {
    return new OpenAiFormPart("", false, why);
  }
}
