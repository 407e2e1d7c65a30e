package ai.lyss.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What callers may use of what is configured. */
class ModelCatalogTest {

  private final ManualClock clock = new ManualClock();
  private final TenantId tenant = new TenantId(Seeds.id());
  private final TenantId other = new TenantId(Seeds.id());
  private final HealthBook health =
      new HealthBook(HealthSettings.USUAL, clock::nanos, Seeds.random());
  private final Provider provider = Providers.simulator(tenant, "main");
  private final List<Tenant> tenants =
      new ArrayList<>(List.of(new Tenant(tenant, "t", true), new Tenant(other, "o", true)));
  private final List<Provider> providers = new ArrayList<>(List.of(provider));
  private final List<Channel> channels = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private StoreOutcome<Configuration> failure;
  private final LiveConfiguration live =
      new LiveConfiguration(
          () -> failure == null ? new StoreOutcome.Done<>(configuration()) : failure,
          new ConfigurationCompiler(health, clock),
          health);
  private final ModelCatalog catalog = new ModelCatalog(live);

  private Configuration configuration() {
    return new Configuration(
        tenants,
        providers,
        channels,
        routes,
        List.of(Keys.known(tenant, "k", "sk-lyss-1", Role.MEMBER)),
        List.of(),
        PriceList.EMPTY);
  }

  private Caller caller(TenantId whose, String... models) {
    Set<ModelName> allowed = models.length == 0 ? null : names(models);
    return new Caller(whose, null, "u", Set.of(Role.MEMBER), allowed);
  }

  private static Set<ModelName> names(String... models) {
    var names = new java.util.HashSet<ModelName>();
    for (var model : models) {
      names.add(new ModelName(model));
    }
    return names;
  }

  private boolean reload() {
    return live.reload(loaded -> {});
  }

  private List<String> namesFor(Caller caller) {
    return catalog.list(caller).stream().map(ListModels.Model::name).toList();
  }

  @Test
  void lists_the_models_of_the_callers_tenant_by_name() {
    channels.add(Channels.plain(provider, "a", "zeta", "alpha"));
    channels.add(Channels.plain(provider, "b", "mid/x:1", "alpha"));
    assertThat(reload()).isTrue();
    assertThat(namesFor(caller(tenant))).containsExactly("alpha", "mid/x:1", "zeta");
    assertThat(namesFor(caller(other))).isEmpty();
  }

  @Test
  void lists_only_what_the_key_may_use() {
    channels.add(Channels.plain(provider, "a", "one", "two"));
    reload();
    assertThat(namesFor(caller(tenant, "two", "three"))).containsExactly("two");
    assertThat(catalog.find(caller(tenant, "two"), "one")).isEmpty();
    assertThat(catalog.find(caller(tenant, "two"), "two")).isPresent();
  }

  @Test
  void says_since_when_and_by_whom_a_model_is_offered() {
    var compatible =
        Providers.compatible(tenant, "c", java.net.URI.create("http://localhost:1"), "k");
    providers.add(compatible);
    channels.add(Channels.plain(provider, "a", "m"));
    channels.add(Channels.plain(compatible, "b", "m"));
    reload();
    assertThat(catalog.find(caller(tenant), "m"))
        .contains(new ListModels.Model("m", ManualClock.START, "openai-compatible,simulator"));
  }

  @Test
  void finds_nothing_under_what_is_no_name() {
    reload();
    for (var name : List.of("", "../x", "a b", "m?", "é", "x".repeat(257))) {
      assertThat(catalog.find(caller(tenant), name)).as(name).isEmpty();
    }
  }

  @Test
  void leaves_out_what_is_switched_off() {
    var off =
        new Provider(
            provider.id(),
            tenant,
            "p",
            provider.vendor(),
            null,
            provider.credential(),
            provider.settings(),
            false,
            provider.revision());
    channels.add(Channels.detailed(provider, "disabled channel"));
    reload();
    assertThat(namesFor(caller(tenant))).isEmpty();
    channels.add(Channels.plain(provider, "a", "m"));
    reload();
    assertThat(namesFor(caller(tenant))).containsExactly("m");
    providers.set(0, off);
    reload();
    assertThat(namesFor(caller(tenant))).isEmpty();
    providers.set(0, provider);
    tenants.set(0, new Tenant(tenant, "t", false));
    reload();
    assertThat(namesFor(caller(tenant))).isEmpty();
    assertThat(live.current().keys()).isEmpty();
  }

  @Test
  void never_leads_a_channel_to_another_tenants_provider() {
    var foreign = Providers.simulator(other, "foreign");
    providers.add(foreign);
    var channel = Channels.plain(foreign, "a", "m");
    channels.add(
        new Channel(
            channel.id(),
            tenant,
            "a",
            foreign.id(),
            List.of(ModelOffer.of("m")),
            1,
            0,
            channel.limits(),
            channel.onDisconnect(),
            true,
            Set.of(),
            channel.revision()));
    reload();
    assertThat(namesFor(caller(tenant))).isEmpty();
  }

  @Test
  void keeps_the_former_configuration_when_the_new_one_cannot_be_read() {
    channels.add(Channels.plain(provider, "a", "m"));
    reload();
    failure = new StoreOutcome.Unavailable<>();
    channels.clear();
    assertThat(reload()).isFalse();
    assertThat(namesFor(caller(tenant))).containsExactly("m");
  }

  @Test
  void routes_to_the_channels_that_a_route_selects() {
    var east = tagged("east");
    var west = tagged("west");
    channels.add(east);
    channels.add(west);
    routes.add(route(Set.of("east"), null, List.of("n", "m", "n")));
    reload();
    var route = Objects.requireNonNull(live.current().route(caller(tenant), new ModelName("m")));
    assertThat(route.group().candidates().stream().map(Candidate::channel)).containsExactly(east);
    assertThat(route.fallbacks())
        .as("without itself and without repeats")
        .containsExactly(new ModelName("n"));
    routes.set(0, route(Set.of(), Set.of(west.id()), List.of()));
    reload();
    route = Objects.requireNonNull(live.current().route(caller(tenant), new ModelName("m")));
    assertThat(route.group().candidates().stream().map(Candidate::channel)).containsExactly(west);
  }

  @Test
  void keeps_what_is_known_of_a_channels_health_over_a_reload() {
    var channel = Channels.plain(provider, "a", "m");
    channels.add(channel);
    reload();
    health.of(channel, new ModelName("m")).coolDown(java.time.Duration.ofSeconds(5));
    reload();
    var route = Objects.requireNonNull(live.current().route(caller(tenant), new ModelName("m")));
    assertThat(route.group().candidates().getFirst().health().exclusion()).isNotNull();
  }

  private Channel tagged(String tag) {
    var plain = Channels.plain(provider, tag, "m");
    return new Channel(
        plain.id(),
        tenant,
        tag,
        provider.id(),
        plain.models(),
        1,
        0,
        plain.limits(),
        plain.onDisconnect(),
        true,
        Set.of(tag, "all"),
        plain.revision());
  }

  private Route route(
      Set<String> tags, Set<ai.lyss.domain.channel.ChannelId> only, List<String> fallbacks) {
    return new Route(
        Seeds.id(),
        tenant,
        new ModelName("m"),
        PolicyName.ADAPTIVE,
        tags,
        only,
        fallbacks.stream().map(ModelName::new).toList());
  }
}
