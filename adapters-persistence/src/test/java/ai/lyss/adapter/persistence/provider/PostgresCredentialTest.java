package ai.lyss.adapter.persistence.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresCredentialTest {

  private final PostgresStore store;
  private TestDatabase database;
  private Provider one;
  private Provider two;
  private Provider theirs;

  PostgresCredentialTest(PostgresStore store) {
    this.store = store;
  }

  @BeforeEach
  void addProviders() {
    var tenant = store.tenantNamed("tenant-" + Seeds.id()).id();
    var other = store.tenantNamed("tenant-" + Seeds.id()).id();
    one = added(tenant, "one", "sk-first-0123456789");
    two = added(tenant, "two", "sk-second-0123456789");
    theirs = added(other, "theirs", "sk-third-0123456789");
  }

  @Test
  void is_nowhere_in_the_clear() throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var query =
            connection.prepareStatement(
                "select p::text || coalesce((select string_agg(a::text, ' ') from audit_log a), '')"
                    + " from providers p where id = ?")) {
      query.setObject(1, one.id().value());
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).contains("api_key").contains("v1.").doesNotContain("sk-first");
      }
    }
  }

  @Test
  void is_none_after_it_was_moved_to_another_provider_and_all_others_load() {
    move(one, two);

    assertThat(find(two).credential()).isEqualTo(Credential.NONE);
    assertThat(loaded(two).credential()).isEqualTo(Credential.NONE);
    assertThat(loaded(one)).isEqualTo(one);
    assertThat(loaded(theirs)).isEqualTo(theirs);
  }

  @Test
  void is_none_after_it_was_moved_to_another_tenant() {
    move(one, theirs);

    assertThat(find(theirs).credential()).isEqualTo(Credential.NONE);
    assertThat(loaded(theirs).credential()).isEqualTo(Credential.NONE);
  }

  @Test
  void is_none_after_it_was_moved_to_another_tenant_with_its_data_key() {
    move(one, theirs);
    database.execute(
        """
        update data_keys set wrapped = (select wrapped from data_keys where tenant_id = '%s')
        where tenant_id = '%s'
        """
            .formatted(one.tenant(), theirs.tenant()));

    assertThat(loaded(theirs).credential()).isEqualTo(Credential.NONE);
    assertThat(loaded(one)).isEqualTo(one);
  }

  @Test
  void is_none_after_it_was_moved_to_another_field() {
    database.execute(
        """
        update providers set credential = jsonb_build_object('other', credential -> 'api_key')
        where id = '%s'
        """
            .formatted(one.id()));

    assertThat(find(one).credential()).isEqualTo(Credential.NONE);
    assertThat(loaded(one).credential()).isEqualTo(Credential.NONE);
  }

  @Test
  void can_be_removed_with_its_provider_when_it_does_not_open() {
    move(two, one);

    var removed =
        store
            .transactions()
            .change(
                Changes.delete(one.tenant()),
                () -> store.providers().remove(one.tenant(), one.id()));

    assertThat(removed).isInstanceOf(Done.class);
  }

  @Test
  void does_not_come_to_lead_elsewhere_while_it_does_not_open() {
    move(two, one);
    var present = find(one);

    assertThat(replaced(present, "renamed", present.baseUrl(), Credential.NONE))
        .isInstanceOf(Done.class);
    var renamed = find(one);
    var elsewhere = URI.create("http://127.0.0.2:1");
    assertThat(replaced(renamed, "renamed", elsewhere, Credential.NONE))
        .isInstanceOf(Conflict.class);
    assertThat(replaced(renamed, "renamed", elsewhere, Credential.apiKey("sk-new")))
        .isInstanceOf(Done.class);
    assertThat(find(one).credential()).isEqualTo(Credential.apiKey("sk-new"));
  }

  private StoreOutcome<Provider> replaced(
      Provider present, String name, URI baseUrl, Credential credential) {
    var next =
        new Provider(
            present.id(),
            present.tenant(),
            name,
            present.vendor(),
            baseUrl,
            credential,
            present.settings(),
            present.enabled(),
            present.revision().next(ManualClock.START));
    return store
        .transactions()
        .change(Changes.create(present.tenant()), () -> store.providers().replace(next));
  }

  private Provider added(TenantId tenant, String name, String secret) {
    var provider = Providers.compatible(tenant, name, URI.create("http://127.0.0.1:1"), secret);
    return store.changed(Changes.create(tenant), () -> store.providers().add(provider));
  }

  private void move(Provider from, Provider to) {
    database.execute(
        """
        update providers set credential = (select credential from providers where id = '%s')
        where id = '%s'
        """
            .formatted(from.id(), to.id()));
  }

  private Provider find(Provider provider) {
    return store.readIn(
        provider.tenant(), () -> store.providers().find(provider.tenant(), provider.id()));
  }

  private Provider loaded(Provider provider) {
    if (store.source().load() instanceof Done<Configuration>(var configuration)) {
      return configuration.providers().stream()
          .filter(found -> found.id().equals(provider.id()))
          .findAny()
          .orElseThrow();
    }
    throw new AssertionError("load: not done (expected: done)");
  }
}
