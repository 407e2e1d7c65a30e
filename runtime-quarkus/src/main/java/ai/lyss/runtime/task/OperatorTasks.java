package ai.lyss.runtime.task;

import ai.lyss.runtime.config.StartRefused;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The tasks that a process can be started for in place of the service. */
public final class OperatorTasks {

  private OperatorTasks() {}

  /** Made when they are asked for: no seed may be part of a native image. */
  private static List<OperatorTask> all() {
    return List.of(
        new MintToken(InstantSource.system()), new CreateKey(), new RotateKeys(new SecureRandom()));
  }

  /**
   * Does the task that the first argument names.
   *
   * @return the status to end with: 0 when it was done, 1 when it failed, 2 when it was not
   *     understood; empty when the first argument names no task, so that the service is meant
   */
  public static Optional<Integer> run(PrintStream out, PrintStream told, String... arguments) {
    var words = List.of(arguments);
    return all().stream()
        .filter(task -> !words.isEmpty() && task.name().equals(words.getFirst()))
        .findFirst()
        .map(task -> run(task, words.subList(1, words.size()), out, told));
  }

  private static int run(
      OperatorTask task, List<String> arguments, PrintStream out, PrintStream told) {
    try {
      task.run(arguments, out, told);
      return 0;
    } catch (TaskRefused e) {
      told.println("lyss: " + task.name() + ": " + e.getMessage());
      return e.exit();
    } catch (StartRefused e) {
      told.println("lyss: " + e.getMessage());
      return TaskRefused.FAILED;
    }
  }
}
