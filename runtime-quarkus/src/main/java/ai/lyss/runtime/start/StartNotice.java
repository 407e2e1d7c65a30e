package ai.lyss.runtime.start;

import ai.lyss.domain.access.Secret;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal is told when the service is ready. Its last line is for scripts.
 *
 * @param base where the service is, without a slash at the end
 * @param newKey the first key, made by this start; null when it was made before, or given
 * @param keyFile the file that holds the first key; null when it was given
 */
public record StartNotice(URI base, @Nullable Secret newKey, @Nullable Path keyFile) {

  private static final String HELLO =
      "'{\"model\":\"simulator\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'";

  /** Writes it. */
  public void print(PrintStream out) {
    lines().forEach(out::println);
    out.flush();
  }

  /** Returns its lines. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("  Lyss is running.");
    lines.add("");
    lines.add("  Base URL    " + base + "/v1");
    if (newKey != null) {
      lines.add("  Admin key   " + newKey.reveal() + "   (shown this once)");
    }
    lines.add("  Console     " + base + "/console");
    lines.add("");
    lines.add("  " + curl());
    lines.add("");
    lines.add("lyss ready url=" + base + " console=" + base + "/console");
    return List.copyOf(lines);
  }

  private String curl() {
    return "curl -s "
        + base
        + "/v1/chat/completions -H \"Authorization: Bearer "
        + bearer()
        + "\" -H 'Content-Type: application/json' -d "
        + HELLO;
  }

  private String bearer() {
    if (newKey != null) {
      return newKey.reveal();
    }
    return keyFile == null
        ? "$LYSS_BOOTSTRAP_ADMIN_KEY"
        : "$(cat '" + keyFile.toString().replace("'", "'\\''") + "')";
  }
}
