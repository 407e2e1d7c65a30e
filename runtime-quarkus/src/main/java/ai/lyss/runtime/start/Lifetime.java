package ai.lyss.runtime.start;

import ai.lyss.runtime.config.StartRefused;
import io.quarkus.runtime.Quarkus;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process from its first moment to its last. It ends with 0 when it was asked to stop, by a
 * signal or from within, and with 1 when it could not start; the store is stopped after everything
 * that uses it.
 */
public final class Lifetime {

  /** How long a stop takes after the drain: no process stays for ever because one thread does. */
  private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

  private final PrintStream told;
  private final Settled settled;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean serving;

  /** A process that tells its troubles to {@code told}. */
  public Lifetime(PrintStream told) {
    this.told = told;
    this.settled = new Settled(new NewSecrets(new SecureRandom()), told);
  }

  /** Runs until the process ends. */
  public void run(String... arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "lyss-stop"));
    try {
      settled.settle();
    } catch (StartRefused e) {
      told.println("lyss: " + e.getMessage());
      end(1);
      return;
    }
    serving = true;
    Quarkus.run(null, this::ended, arguments);
  }

  private void ended(int code, @Nullable Throwable cause) {
    if (cause != null) {
      StartFailure.of(cause).print(told);
    }
    end(code);
  }

  /** Leaves at once: what had to be stopped is, and no other shutdown hook has work to do. */
  private void end(int code) {
    settled.close();
    over.countDown();
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs after a signal: waits until Quarkus has stopped, and makes 0 of the 128 and more that the
   * JVM would end with.
   */
  private void shutdown() {
    if (serving) {
      awaitStop();
    }
    settled.close();
    Runtime.getRuntime().halt(0);
  }

  private void awaitStop() {
    try {
      long seconds = settled.drain().plus(LONGEST_STOP).toSeconds();
      if (!over.await(seconds, TimeUnit.SECONDS)) {
        told.println("lyss: still not stopped after " + seconds + "s, leaving");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
