package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Stale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every taker of the audit rows of a change of many things does. */
public abstract class AuditTrailContract {

  private TenantId tenant;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenant() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void keeps_the_rows_of_a_change_of_many_and_the_row_of_the_whole() {
    var before = store().audit(tenant);
    var whole = Changes.create(tenant);
    var one = Changes.detailed(tenant);
    var other = Changes.delete(tenant);

    var outcome =
        store()
            .transactions()
            .change(
                whole,
                () -> {
                  assertThat(store().trail().add(one)).isEqualTo(new Done<>(one));
                  return store().trail().add(other);
                });

    assertThat(outcome).isInstanceOf(Done.class);
    assertThat(store().audit(tenant).subList(before.size(), before.size() + 3))
        .containsExactlyInAnyOrder(one, other, whole);
  }

  @Test
  void keeps_no_row_of_a_change_that_was_not_done() {
    var before = store().audit(tenant);

    store()
        .transactions()
        .change(
            Changes.create(tenant),
            () -> {
              store().trail().add(Changes.create(tenant));
              return new Stale<>();
            });

    assertThat(store().audit(tenant)).isEqualTo(before);
  }
}
