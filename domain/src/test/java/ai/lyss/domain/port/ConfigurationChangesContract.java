package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What everything that notices changes of the configuration does. */
@Timeout(30)
public abstract class ConfigurationChangesContract {

  private final Semaphore calls = new Semaphore(0);
  private TenantId tenant;
  private ConfigurationChanges changes;

  /** Returns the store that is changed. */
  protected abstract ConfigurationStore store();

  /** Returns what notices its changes, not listening yet. */
  protected abstract ConfigurationChanges changes();

  @BeforeEach
  void listen() throws InterruptedException {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    changes = changes();
    changes.listen(calls::release);
    assertThat(calledWithin(10))
        .as("what was changed before listening began may have been missed")
        .isTrue();
  }

  @AfterEach
  void close() {
    changes.close();
  }

  @Test
  void tells_of_a_committed_change() throws InterruptedException {
    change("sim");

    assertThat(calledWithin(10)).isTrue();
  }

  @Test
  void tells_of_every_change_that_comes_after_the_last_call() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      change("sim-" + i);
      assertThat(calledWithin(10)).as("change " + i).isTrue();
    }
  }

  @Test
  void goes_on_after_a_call_that_broke() throws InterruptedException {
    try (var broken = changes()) {
      var called = new Semaphore(0);
      broken.listen(
          () -> {
            called.release();
            throw new IllegalStateException("a bug");
          });
      assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

      change("sim");

      assertThat(called.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void is_silent_once_closed() throws InterruptedException {
    changes.close();
    changes.close();
    calls.drainPermits();

    try (var witness = changes()) {
      var seen = new Semaphore(0);
      witness.listen(seen::release);
      assertThat(seen.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      change("sim");
      assertThat(seen.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(calls.availablePermits()).isZero();
  }

  private boolean calledWithin(long seconds) throws InterruptedException {
    return calls.tryAcquire(seconds, TimeUnit.SECONDS);
  }

  private void change(String name) {
    var provider = Providers.simulator(tenant, name);
    store().changed(Changes.create(tenant), () -> store().providers().add(provider));
  }
}
