package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.OnceKey.Claim;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What everybody does who remembers the answers to requests with an idempotency key. */
public abstract class AnswerOnceContract {

  private static final Instant NOW = ManualClock.START;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final OnceKey KEY = new OnceKey("createKey", "abc", "print");
  private static final String ANSWER = "{\"key\": \"sk-lyss-ä\"}";

  private TenantId tenant;
  private TenantId other;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenants() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void answers_the_same_request_the_same_again() {
    assertThat(answer(tenant, KEY, NOW)).isEqualTo(new Done<>(new Claim.First()));
    assertThat(answer(tenant, KEY, NOW)).isEqualTo(new Done<>(new Claim.Answered(ANSWER)));
  }

  @Test
  void tells_another_request_under_the_same_key_apart() {
    answer(tenant, KEY, NOW);

    assertThat(answer(tenant, new OnceKey("createKey", "abc", "other"), NOW))
        .isEqualTo(new Done<>(new Claim.Misused()));
  }

  @Test
  void keeps_keys_tenants_and_routes_apart() {
    answer(tenant, KEY, NOW);

    assertThat(answer(other, KEY, NOW)).isEqualTo(new Done<>(new Claim.First()));
    assertThat(answer(tenant, new OnceKey("createKey", "abd", "print"), NOW))
        .isEqualTo(new Done<>(new Claim.First()));
    assertThat(answer(tenant, new OnceKey("createRoute", "abc", "print"), NOW))
        .isEqualTo(new Done<>(new Claim.First()));
  }

  @Test
  void forgets_an_answer_when_its_time_is_over_and_not_before() {
    answer(tenant, KEY, NOW);

    assertThat(answer(tenant, KEY, NOW.plus(KEPT).minusMillis(1)))
        .isEqualTo(new Done<>(new Claim.Answered(ANSWER)));
    assertThat(answer(tenant, KEY, NOW.plus(KEPT))).isEqualTo(new Done<>(new Claim.First()));
  }

  @Test
  void knows_nothing_of_a_request_that_failed() {
    var failed =
        store()
            .transactions()
            .<Claim>change(
                Changes.create(tenant),
                () -> {
                  store().answers().claim(tenant, KEY, NOW);
                  store().answers().keep(tenant, KEY, ANSWER, NOW.plus(KEPT));
                  return new Conflict<>("name", "taken");
                });

    assertThat(failed).isInstanceOf(Conflict.class);
    assertThat(answer(tenant, KEY, NOW)).isEqualTo(new Done<>(new Claim.First()));
  }

  @Test
  @Timeout(60)
  void lets_one_of_many_do_what_all_ask_for() throws Exception {
    int count = 8;
    var start = new CyclicBarrier(count);
    var tasks = new ArrayList<Callable<StoreOutcome<Claim>>>();
    for (int i = 0; i < count; i++) {
      tasks.add(
          () -> {
            start.await();
            return answer(tenant, KEY, NOW);
          });
    }
    var claims = new ArrayList<StoreOutcome<Claim>>();
    try (var threads = Executors.newFixedThreadPool(count)) {
      for (var claim : threads.invokeAll(tasks)) {
        claims.add(claim.get());
      }
    }

    assertThat(claims).filteredOn(new Done<>(new Claim.First())::equals).hasSize(1);
    assertThat(claims).filteredOn(new Done<>(new Claim.Answered(ANSWER))::equals).hasSize(7);
  }

  /** Claims the key and, when it is the first, answers. */
  private StoreOutcome<Claim> answer(TenantId of, OnceKey key, Instant now) {
    return store()
        .transactions()
        .change(
            Changes.create(of),
            () -> {
              var claim = store().answers().claim(of, key, now);
              if (claim.equals(new Done<>(new Claim.First()))) {
                store().answers().keep(of, key, ANSWER, now.plus(KEPT));
              }
              return claim;
            });
  }
}
