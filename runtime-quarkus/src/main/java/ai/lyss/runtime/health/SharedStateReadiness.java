package ai.lyss.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports whether what replicas share can be reached; in one process it always can. */
@Readiness
@Singleton
public final class SharedStateReadiness implements HealthCheck {

  private final Probe probe;

  /** What is known of the shared state. Thread-safe. */
  public interface Probe {

    /** Returns where it is, as in the setting. */
    String kind();

    /** Tells whether it can be reached now; blocks for a moment. */
    boolean answers();
  }

  /** Reports what a probe finds. */
  @Inject
  public SharedStateReadiness(Probe probe) {
    this.probe = probe;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("shared-state")
        .status(probe.answers())
        .withData("kind", probe.kind())
        .build();
  }
}
