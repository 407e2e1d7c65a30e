package ai.lyss.runtime.config;

import java.io.Serial;

/** The program cannot start; the message is the one line that says why and what is expected. */
public final class StartRefused extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** Refuses with one line. */
  public StartRefused(String line) {
    super(line);
  }
}
