package ai.lyss.runtime;

import ai.lyss.runtime.start.Lifetime;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
@QuarkusMain
public final class Main {

  Main() {}

  /** Starts the gateway, and ends the process with it. */
  public static void main(String... arguments) {
    new Lifetime(
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8))
        .run(arguments);
  }
}
