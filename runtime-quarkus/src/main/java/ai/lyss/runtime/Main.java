package ai.lyss.runtime;

import ai.lyss.runtime.start.Lifetime;
import ai.lyss.runtime.task.OperatorTasks;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
@QuarkusMain
public final class Main {

  Main() {}

  /** Does an operator's task, or starts the gateway, and ends the process with it. */
  public static void main(String... arguments) {
    var told = stream(FileDescriptor.err);
    OperatorTasks.run(stream(FileDescriptor.out), told, arguments)
        .ifPresentOrElse(System::exit, () -> new Lifetime(told).run(arguments));
  }

  private static PrintStream stream(FileDescriptor file) {
    return new PrintStream(new FileOutputStream(file), true, StandardCharsets.UTF_8);
  }
}
