package ai.lyss.runtime.wiring;

import ai.lyss.adapter.rest.relay.RunningRelays;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the relays that still run shortly before Quarkus stops waiting for them: afterwards the HTTP
 * server and its connections are gone, and nobody could be told anything.
 */
@Singleton
final class Drain {

  private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(2);

  private final RunningRelays running;
  private final Duration patience;

  @Inject
  Drain(
      RunningRelays running,
      @ConfigProperty(name = "quarkus.shutdown.timeout") Optional<Duration> timeout) {
    this.running = running;
    this.patience = timeout.map(Drain::withoutLastWord).orElse(Duration.ZERO);
  }

  /** Leaves a quarter of the time, and no more than two seconds, for the last word. */
  private static Duration withoutLastWord(Duration timeout) {
    var lastWord = timeout.dividedBy(4);
    return timeout.minus(lastWord.compareTo(LONGEST_LAST_WORD) > 0 ? LONGEST_LAST_WORD : lastWord);
  }

  void begin(@Observes ShutdownDelayInitiatedEvent asked) {
    running.stopTaking();
    Thread.ofPlatform().daemon().name("lyss-drain").start(this::drain);
  }

  private void drain() {
    long end = System.nanoTime() + patience.toNanos();
    while (running.count() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    running.endAll();
  }
}
