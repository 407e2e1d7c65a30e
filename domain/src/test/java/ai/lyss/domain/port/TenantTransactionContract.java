package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every transaction of a tenant does. */
public abstract class TenantTransactionContract {

  private TenantId tenant;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenant() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void keeps_a_change_together_with_its_audit_row() {
    var before = store().audit(tenant);
    var provider = Providers.simulator(tenant, "sim");
    var change = Changes.detailed(tenant);

    var outcome = store().transactions().change(change, () -> store().providers().add(provider));

    assertThat(outcome).isEqualTo(new Done<>(provider));
    assertThat(isThere(provider)).isTrue();
    assertThat(store().audit(tenant)).hasSize(before.size() + 1).last().isEqualTo(change);
  }

  @Test
  void keeps_nothing_of_a_change_that_was_not_done() {
    List<StoreOutcome<Provider>> notDone =
        List.of(
            new Conflict<>("name", "name: x (expected: y)"),
            new Missing<>("provider"),
            new Stale<>(),
            new Unavailable<>());
    for (var outcome : notDone) {
      var before = store().audit(tenant);
      var provider = Providers.simulator(tenant, "sim");

      var told =
          store()
              .transactions()
              .change(
                  Changes.create(tenant),
                  () -> {
                    assertThat(store().providers().add(provider)).isInstanceOf(Done.class);
                    return outcome;
                  });

      assertThat(told).isEqualTo(outcome);
      assertThat(isThere(provider)).isFalse();
      assertThat(store().audit(tenant)).isEqualTo(before);
    }
  }

  @Test
  void keeps_nothing_of_a_change_that_broke_and_lets_the_bug_be_seen() {
    var before = store().audit(tenant);
    var provider = Providers.simulator(tenant, "sim");

    assertThatThrownBy(
            () ->
                store()
                    .transactions()
                    .<Provider>change(
                        Changes.create(tenant),
                        () -> {
                          store().providers().add(provider);
                          throw new IllegalArgumentException("a bug");
                        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bug");

    assertThat(isThere(provider)).isFalse();
    assertThat(store().audit(tenant)).isEqualTo(before);
    assertThat(add(provider)).as("the next change is not disturbed").isInstanceOf(Done.class);
  }

  @Test
  void keeps_all_steps_of_a_change_or_none() {
    add(Providers.simulator(tenant, "taken"));
    var first = Providers.simulator(tenant, "free");

    var outcome =
        store()
            .transactions()
            .change(
                Changes.create(tenant),
                () -> {
                  store().providers().add(first);
                  return store().providers().add(Providers.simulator(tenant, "taken"));
                });

    assertThat(outcome).isInstanceOf(Conflict.class);
    assertThat(isThere(first)).isFalse();
  }

  @Test
  void shows_a_change_its_own_steps() {
    var provider = Providers.simulator(tenant, "sim");

    var outcome =
        store()
            .transactions()
            .change(
                Changes.create(tenant),
                () -> {
                  store().providers().add(provider);
                  return store().providers().find(tenant, provider.id());
                });

    assertThat(outcome).isEqualTo(new Done<>(provider));
  }

  @Test
  void leaves_no_audit_row_of_a_read() {
    var before = store().audit(tenant);

    assertThat(store().transactions().read(tenant, () -> new Done<>("seen")))
        .isEqualTo(new Done<>("seen"));

    assertThat(store().audit(tenant)).isEqualTo(before);
  }

  @Test
  void hands_back_what_a_read_did_not_find() {
    StoreOutcome<String> missing = new Missing<>("nothing");

    assertThat(store().transactions().read(tenant, () -> missing)).isEqualTo(missing);
  }

  @Test
  void refuses_a_transaction_within_a_transaction() {
    assertThatThrownBy(
            () ->
                store()
                    .transactions()
                    .read(tenant, () -> store().transactions().read(tenant, () -> new Done<>(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  private StoreOutcome<Provider> add(Provider provider) {
    return store()
        .transactions()
        .change(Changes.create(tenant), () -> store().providers().add(provider));
  }

  private boolean isThere(Provider provider) {
    return store()
            .transactions()
            .read(tenant, () -> store().providers().find(tenant, provider.id()))
        instanceof Done<Provider>;
  }
}
