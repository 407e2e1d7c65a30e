package ai.lyss.runtime.task;

import java.io.Serial;

/** A task was not done; the message is the one line that says why and what is expected. */
final class TaskRefused extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** How a process ends whose command was not understood. */
  static final int USAGE = 2;

  /** How a process ends whose task failed. */
  static final int FAILED = 1;

  private final int exit;

  private TaskRefused(int exit, String line) {
    super(line);
    this.exit = exit;
  }

  /** The command is not understood. */
  static TaskRefused usage(String line) {
    return new TaskRefused(USAGE, line);
  }

  /** It was understood and could not be done. */
  static TaskRefused failed(String line) {
    return new TaskRefused(FAILED, line);
  }

  /** Returns how the process ends. */
  int exit() {
    return exit;
  }
}
