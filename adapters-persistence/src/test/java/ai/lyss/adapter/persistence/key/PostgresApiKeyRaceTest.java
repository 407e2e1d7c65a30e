package ai.lyss.adapter.persistence.key;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@Timeout(60)
class PostgresApiKeyRaceTest {

  private static final int AT_ONCE = 6;

  private final PostgresStore store;

  PostgresApiKeyRaceTest(PostgresStore store) {
    this.store = store;
  }

  @Test
  void tells_all_who_revoke_at_once_of_one_and_the_same_revocation() throws Exception {
    var tenant = store.tenantNamed("tenant-" + Seeds.id()).id();
    var known = Keys.member(tenant, "ci");
    store.changed(Changes.create(tenant), () -> store.keys().add(known));

    var outcomes =
        atOnce(
            i ->
                store
                    .transactions()
                    .change(
                        Changes.delete(tenant),
                        () ->
                            store
                                .keys()
                                .revoke(
                                    tenant, known.key().id(), ManualClock.START.plusSeconds(i))));

    assertThat(outcomes).allMatch(outcome -> outcome instanceof Done<ApiKey>);
    assertThat(new HashSet<>(outcomes)).hasSize(1);
  }

  @Test
  void lets_one_of_those_who_take_a_name_at_once_have_it() throws Exception {
    var tenant = store.tenantNamed("tenant-" + Seeds.id()).id();

    var outcomes =
        atOnce(
            i ->
                store
                    .transactions()
                    .change(
                        Changes.create(tenant), () -> store.keys().add(Keys.member(tenant, "ci"))));

    assertThat(outcomes).filteredOn(outcome -> outcome instanceof Done<ApiKey>).hasSize(1);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome instanceof Conflict<ApiKey>)
        .hasSize(AT_ONCE - 1);
  }

  private interface Attempt {
    StoreOutcome<ApiKey> run(int number);
  }

  private static List<StoreOutcome<ApiKey>> atOnce(Attempt attempt) throws Exception {
    var barrier = new CyclicBarrier(AT_ONCE);
    var attempts = new ArrayList<Callable<StoreOutcome<ApiKey>>>();
    for (int i = 0; i < AT_ONCE; i++) {
      int number = i;
      attempts.add(
          () -> {
            barrier.await();
            return attempt.run(number);
          });
    }
    var outcomes = new ArrayList<StoreOutcome<ApiKey>>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var result : threads.invokeAll(attempts)) {
        outcomes.add(result.get());
      }
    }
    return outcomes;
  }
}
