package ai.lyss.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadinessGateTest {

  private final ReadinessGate gate = new ReadinessGate();

  @Test
  void is_open_when_nothing_is_demanded() {
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void is_open_while_every_condition_is_met() {
    gate.demand("snapshot");
    gate.demand("journal");
    gate.met("snapshot");
    assertThat(gate.isOpen()).isFalse();

    gate.met("journal");
    assertThat(gate.isOpen()).isTrue();

    gate.unmet("snapshot");
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.conditions()).containsEntry("snapshot", false).containsEntry("journal", true);
  }

  @Test
  void runs_a_waiting_task_once_when_it_opens() {
    var runs = new AtomicInteger();
    gate.demand("snapshot");
    gate.whenOpen(runs::incrementAndGet);
    assertThat(runs).hasValue(0);

    gate.met("snapshot");
    gate.unmet("snapshot");
    gate.met("snapshot");
    assertThat(runs).hasValue(1);
  }

  @Test
  void runs_a_task_at_once_when_it_is_open() {
    var runs = new AtomicInteger();
    gate.whenOpen(runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }

  @Test
  void stays_shut_once_the_process_was_asked_to_stop() {
    gate.demand("snapshot");
    gate.stopping(new ShutdownDelayInitiatedEvent());
    gate.met("snapshot");
    assertThat(gate.isOpen()).isFalse();
  }
}
