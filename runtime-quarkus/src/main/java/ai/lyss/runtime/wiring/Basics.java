package ai.lyss.runtime.wiring;

import ai.lyss.application.admin.Births;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.domain.store.Ids;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Time and chance: the one place where the process's own are taken. */
final class Basics {

  @Produces
  @Singleton
  InstantSource wall() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  RelayClock clocks(InstantSource wall) {
    return new RelayClock(wall, System::nanoTime);
  }

  /** Chance for routing, ids and jitter: fast, and each thread has its own. */
  @Produces
  @Singleton
  RandomGenerator random() {
    return () -> ThreadLocalRandom.current().nextLong();
  }

  /** Chance for keys; by its own type only, so that nobody gets it where speed matters. */
  @Produces
  @Typed(SecureRandom.class)
  @Singleton
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  Ids ids(InstantSource wall, RandomGenerator random) {
    return new Ids(wall, random);
  }

  @Produces
  @Singleton
  Births births(Ids ids, InstantSource wall) {
    return new Births(ids, wall);
  }
}
