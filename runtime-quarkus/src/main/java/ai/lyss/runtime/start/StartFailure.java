package ai.lyss.runtime.start;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintStream;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Why Quarkus did not start.
 *
 * @param line what to tell
 * @param cause the exception to show with its stack; null when the line says all there is to do
 */
record StartFailure(String line, @Nullable Throwable cause) {

  /** Finds out from the exception that ended the start. */
  static StartFailure of(Throwable thrown) {
    var root = thrown;
    while (true) {
      switch (root) {
        case QuarkusBindException bind -> {
          return new StartFailure(
              "quarkus.http.port: "
                  + bind.getPort()
                  + " on "
                  + bind.getHost()
                  + " is in use or not to be had (expected: a free port, for instance"
                  + " QUARKUS_HTTP_PORT=8081)",
              null);
        }
        case ConfigValidationException problems -> {
          return new StartFailure(ConfigProblems.lines(problems), null);
        }
        case ConfigurationException wrong -> {
          return new StartFailure(String.valueOf(wrong.getMessage()), null);
        }
        default -> {
          if (root.getCause() == null) {
            return unexpected(thrown, root);
          }
          root = root.getCause();
        }
      }
    }
  }

  private static StartFailure unexpected(Throwable thrown, Throwable root) {
    var message = String.valueOf(root.getMessage());
    boolean setting =
        message.startsWith("SRCFG")
            && (root instanceof IllegalArgumentException || root instanceof NoSuchElementException);
    return setting
        ? new StartFailure(message, null)
        : new StartFailure("the start failed: " + message, thrown);
  }

  /** Tells it. */
  void print(PrintStream told) {
    told.println("lyss: " + line);
    if (cause != null) {
      cause.printStackTrace(told);
    }
  }
}
