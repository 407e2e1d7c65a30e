package ai.lyss.runtime.task;

import ai.lyss.runtime.config.StartRefused;
import java.io.PrintStream;
import java.util.List;

/** One task, done while the caller waits. */
interface OperatorTask {

  /** Returns the word that asks for it. */
  String name();

  /**
   * Does it.
   *
   * @param arguments what stands after its name
   * @param out takes what scripts want: the thing itself and nothing else
   * @param told takes what a person wants to know besides
   * @throws TaskRefused when it is not understood or cannot be done
   * @throws StartRefused when a setting is wrong or the store is not to be had
   */
  void run(List<String> arguments, PrintStream out, PrintStream told)
      throws TaskRefused, StartRefused;
}
