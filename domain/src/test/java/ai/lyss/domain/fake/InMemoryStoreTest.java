package ai.lyss.domain.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.port.AnswerOnceContract;
import ai.lyss.domain.port.ApiKeyChangingContract;
import ai.lyss.domain.port.ApiKeyRepositoryContract;
import ai.lyss.domain.port.AuditTrailContract;
import ai.lyss.domain.port.BootstrapContract;
import ai.lyss.domain.port.ChannelChangingContract;
import ai.lyss.domain.port.ChannelRepositoryContract;
import ai.lyss.domain.port.ConfigurationChanges;
import ai.lyss.domain.port.ConfigurationChangesContract;
import ai.lyss.domain.port.ConfigurationSourceContract;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.ConnectionTestsContract;
import ai.lyss.domain.port.ProviderChangingContract;
import ai.lyss.domain.port.ProviderRepositoryContract;
import ai.lyss.domain.port.QuotaRepositoryContract;
import ai.lyss.domain.port.RouteRepositoryContract;
import ai.lyss.domain.port.TenantRepositoryContract;
import ai.lyss.domain.port.TenantTransactionContract;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {

  private final InMemoryStore store = new InMemoryStore();

  @Nested
  class KeepsQuotas extends QuotaRepositoryContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class TakesAuditRows extends AuditTrailContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class KeepsProviders extends ProviderRepositoryContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class KeepsChannels extends ChannelRepositoryContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class KeepsApiKeys extends ApiKeyRepositoryContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class ChangesProviders extends ProviderChangingContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class ChangesChannels extends ChannelChangingContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class ChangesApiKeys extends ApiKeyChangingContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class KeepsRoutes extends RouteRepositoryContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class KeepsTenants extends TenantRepositoryContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class AnswersOnce extends AnswerOnceContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class RemembersTests extends ConnectionTestsContract {

    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class Transacts extends TenantTransactionContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class Bootstraps extends BootstrapContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class Loads extends ConfigurationSourceContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }
  }

  @Nested
  class Notices extends ConfigurationChangesContract {
    @Override
    protected ConfigurationStore store() {
      return store;
    }

    @Override
    protected ConfigurationChanges changes() {
      return store.changes();
    }
  }

  @Test
  void counts_a_notice_for_each_committed_change_and_none_for_one_undone() {
    var tenant = store.tenantNamed("t").id();
    int before = store.notices();

    store.change(Changes.create(tenant), () -> new Done<>(1));
    store.change(Changes.create(tenant), () -> new Conflict<>("f", "m"));

    assertThat(store.notices()).isEqualTo(before + 1);
  }

  @Test
  void answers_unavailable_while_it_is_down() {
    var tenant = store.tenantNamed("t").id();
    store.goDown();

    assertThat(store.read(tenant, () -> new Done<>(1))).isInstanceOf(Unavailable.class);
    assertThat(store.change(Changes.create(tenant), () -> new Done<>(1)))
        .isInstanceOf(Unavailable.class);
    assertThat(store.load()).isInstanceOf(Unavailable.class);
    assertThat(store.bootstrap().pending("s")).isInstanceOf(Unavailable.class);

    store.comeUp();
    assertThat(store.load()).isInstanceOf(Done.class);
  }

  @Test
  void refuses_a_repository_outside_of_a_transaction_and_for_another_tenant() {
    var one = store.tenantNamed("one").id();
    var two = store.tenantNamed("two").id();
    var provider = Providers.simulator(two, "sim");

    assertThatThrownBy(() -> store.providers().add(provider))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.read(one, () -> store.providers().add(provider)))
        .isInstanceOf(IllegalStateException.class);
  }
}
