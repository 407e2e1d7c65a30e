package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of connection tests does. */
public abstract class ConnectionTestsContract {

  private static final Duration TOOK = Duration.ofMillis(182);
  private static final ProbeResult REACHED = new ProbeResult.Reached(TOOK, List.of());

  private TenantId tenant;
  private TenantId other;
  private Provider provider;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenantsAndProvider() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
    provider = Providers.simulator(tenant, "sim");
    store().changed(Changes.create(tenant), () -> store().providers().add(provider));
  }

  @Test
  void remembers_tests_newest_first() {
    var channel = Channels.plain(provider, "east", "gpt");
    store().changed(Changes.create(tenant), () -> store().channels().add(channel));
    var failed =
        new ProbeResult.Failed(TOOK, ProbeResult.Type.UNAUTHORIZED, "The key is wrong.", 401);
    var silent = new ProbeResult.Failed(TOOK, ProbeResult.Type.TIMED_OUT, "Nothing came.", null);
    var tests = new ArrayList<ConnectionTest>();
    tests.add(test(null, REACHED));
    tests.add(test(channel.id(), failed));
    tests.add(test(null, silent));

    tests.forEach(test -> assertThat(add(test)).isEqualTo(new Done<>(test)));

    assertThat(latest(tenant)).isEqualTo(tests.reversed());
    assertThat(latest(other)).isEmpty();
  }

  @Test
  void forgets_the_oldest_beyond_what_is_kept() {
    var tests = new ArrayList<ConnectionTest>();
    for (int i = 0; i < ConnectionTests.KEPT + 3; i++) {
      tests.add(test(null, REACHED));
      add(tests.getLast());
    }

    assertThat(latest(tenant)).isEqualTo(tests.subList(3, tests.size()).reversed());
  }

  @Test
  void remembers_nothing_of_a_provider_that_is_gone() {
    add(test(null, REACHED));
    store()
        .changed(Changes.delete(tenant), () -> store().providers().remove(tenant, provider.id()));

    assertThat(add(test(null, REACHED))).isInstanceOf(Missing.class);
    assertThat(latest(tenant)).isEmpty();
  }

  private ConnectionTest test(@Nullable ChannelId channel, ProbeResult result) {
    return new ConnectionTest(
        Seeds.id(), tenant, provider.id(), channel, ManualClock.START, result);
  }

  private StoreOutcome<ConnectionTest> add(ConnectionTest test) {
    return store().transactions().change(Changes.create(tenant), () -> store().tests().add(test));
  }

  private List<ConnectionTest> latest(TenantId of) {
    return store().readIn(of, () -> store().tests().latest(of, provider.id()));
  }
}
