package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Role;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionTestingTest {

  private final Administrations all = new Administrations();
  private final List<String> asked = new ArrayList<>();
  private final ConnectionTesting testing =
      new ConnectionTesting(
          all.store,
          new ConnectionTesting.Kept(
              all.store.providers(), all.store.channels(), all.store.tests()),
          (provider, model) -> {
            asked.add(provider.name() + " " + model);
            return new ProbeResult.Reached(Duration.ofMillis(5), List.of("m"));
          },
          new Births(new Ids(all.clock, Seeds.random()), all.clock));
  private final Provider provider = Providers.simulator(all.tenant, "sim");
  private final Channel channel = Channels.detailed(provider, "east");

  @BeforeEach
  void store() {
    all.store.changed(Changes.create(all.tenant), () -> all.store.providers().add(provider));
    all.store.changed(Changes.create(all.tenant), () -> all.store.channels().add(channel));
  }

  @Test
  void calls_the_vendor_of_a_provider_and_of_a_channel_and_remembers_both() {
    var operator = all.as(Role.OPERATOR);

    var first = done(testing.provider(operator, provider.id()));
    var second = done(testing.channel(operator, channel.id()));

    assertThat(asked).containsExactly("sim null", "sim vendor/zeta:1");
    assertThat(((ProbeResult.Reached) first.result()).models()).containsExactly("m");
    assertThat(done(testing.latest(operator, provider.id())))
        .extracting(ConnectionTest::id)
        .containsExactly(second.id(), first.id());
    assertThat(second.channel()).isEqualTo(channel.id());
    assertThat(all.store.audit().getLast().action()).isEqualTo("test");
  }

  @Test
  void calls_nobody_for_what_another_tenant_has_or_nobody() {
    var elsewhere = all.elsewhere(Role.OPERATOR);

    assertThat(testing.provider(elsewhere, provider.id())).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(testing.channel(elsewhere, channel.id())).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(testing.latest(elsewhere, provider.id())).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(testing.provider(all.as(Role.OPERATOR), new ProviderId(Seeds.id())))
        .isInstanceOf(StoreOutcome.Missing.class);
    assertThat(testing.channel(all.as(Role.OPERATOR), new ChannelId(Seeds.id())))
        .isInstanceOf(StoreOutcome.Missing.class);
    assertThat(asked).isEmpty();
  }
}
