package ai.lyss.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports the {@link ReadinessGate} to whoever asks whether the process is ready. */
@Readiness
@Singleton
public final class GateReadiness implements HealthCheck {

  private final ReadinessGate gate;

  /** Reports a gate. */
  @Inject
  public GateReadiness(ReadinessGate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("gate").status(gate.isOpen());
    gate.conditions().forEach(response::withData);
    return response.build();
  }
}
