package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome.Done;
import org.junit.jupiter.api.Test;

/** What every bootstrap does. */
public abstract class BootstrapContract {

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @Test
  void makes_a_tenant_once_and_finds_it_afterwards() {
    var name = "tenant-" + Seeds.id();

    var made = store().tenantNamed(name);

    assertThat(made.name()).isEqualTo(name);
    assertThat(made.enabled()).isTrue();
    assertThat(store().tenantNamed(name)).isEqualTo(made);
    assertThat(store().tenantNamed(name + "-2").id()).isNotEqualTo(made.id());
  }

  @Test
  void shows_a_new_tenant_to_the_relay() {
    var made = store().tenantNamed("tenant-" + Seeds.id());

    assertThat(store().source().load())
        .isInstanceOfSatisfying(
            Done.class,
            done -> assertThat(((Configuration) done.value()).tenants()).contains(made));
  }

  @Test
  void leaves_a_step_pending_until_it_is_done_for_ever() {
    var step = "step-" + Seeds.id();

    assertThat(store().bootstrap().pending(step)).isEqualTo(new Done<>(true));
    assertThat(store().bootstrap().pending(step)).isEqualTo(new Done<>(true));
    assertThat(store().bootstrap().done(step)).isEqualTo(new Done<>(true));
    assertThat(store().bootstrap().pending(step)).isEqualTo(new Done<>(false));
    assertThat(store().bootstrap().done(step)).as("only one marks it").isEqualTo(new Done<>(false));
    assertThat(store().bootstrap().pending(step)).isEqualTo(new Done<>(false));
  }

  @Test
  void knows_steps_apart() {
    var step = "step-" + Seeds.id();
    store().bootstrap().done(step);

    assertThat(store().bootstrap().pending(step + "-2")).isEqualTo(new Done<>(true));
  }
}
