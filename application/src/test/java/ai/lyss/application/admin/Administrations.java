package ai.lyss.application.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryStore;
import ai.lyss.domain.fake.ListedEgress;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.provider.VendorSetting;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The administrations over one in-memory store, and somebody to act. */
final class Administrations {

  static final String ADDRESS = "192.0.2.7";

  final InMemoryStore store = new InMemoryStore();
  final ListedEgress egress = new ListedEgress();
  final ManualClock clock = new ManualClock();
  final TenantId tenant = store.tenantNamed("acme").id();
  final KeyId actor = new KeyId(Seeds.id());
  final ProviderAdministration providers;
  final ChannelAdministration channels;
  final KeyAdministration keys;
  final RouteAdministration routes;
  final TenantAdministration tenants;
  final LocalQuotaLedger ledger = new LocalQuotaLedger(clock);
  final QuotaAdministration quotas;
  final ConfigurationMoving moving;

  Administrations() {
    // names are looked up in all of these tests before a transaction holds anything
    egress.whenAsked(() -> assertThat(store.isInTransaction()).isFalse());
    var births = new Births(new Ids(clock, Seeds.random()), clock);
    var changes = new CheckedChanges(store, store.answers(), births);
    providers =
        new ProviderAdministration(
            store, changes, store.providers(), new ThreeVendors(), egress, births);
    channels =
        new ChannelAdministration(store, changes, store.channels(), store.providers(), births);
    keys =
        new KeyAdministration(
            store,
            changes,
            store.keys(),
            new KeyAdministration.Making(new KeyMint(Seeds.random()), Keys.digests()),
            births);
    routes = new RouteAdministration(store, changes, store.routes(), store.channels(), births);
    tenants =
        new TenantAdministration(() -> done(store.load()), store, changes, store.tenants(), births);
    quotas =
        new QuotaAdministration(
            store,
            changes,
            new QuotaAdministration.Stores(store.quotas(), store.keys()),
            ledger,
            births);
    moving =
        new ConfigurationMoving(
            store,
            changes,
            store.trail(),
            new ConfigurationMoving.Administrators(providers, channels, routes, quotas),
            births);
  }

  /** Somebody with these roles, at work on its own tenant. */
  Acting as(Role... roles) {
    return as(null, roles);
  }

  /** Somebody with these roles who may use these models only. */
  Acting as(@Nullable Set<ModelName> models, Role... roles) {
    var caller = new Caller(tenant, actor, null, Set.of(roles), models);
    return new Acting(caller, tenant, ADDRESS);
  }

  /** Somebody with these roles, at work on another tenant. */
  Acting elsewhere(Role... roles) {
    var other = store.tenantNamed("other").id();
    return new Acting(new Caller(other, actor, null, Set.of(roles), null), other, ADDRESS);
  }

  static <T> T made(Checked<T> checked) {
    assertThat(checked).isInstanceOf(Checked.Valid.class);
    return done(((Checked.Valid<T>) checked).outcome());
  }

  static <T> StoreOutcome<T> outcome(Checked<T> checked) {
    assertThat(checked).isInstanceOf(Checked.Valid.class);
    return ((Checked.Valid<T>) checked).outcome();
  }

  static <T> T done(StoreOutcome<T> outcome) {
    assertThat(outcome).isInstanceOf(StoreOutcome.Done.class);
    return ((StoreOutcome.Done<T>) outcome).value();
  }

  /** What was found wrong: pointer and kind of each, in order. */
  static List<String> problems(Checked<?> checked) {
    return found(checked).stream()
        .map(problem -> problem.pointer() + " " + problem.kind().wireName())
        .toList();
  }

  static List<FieldProblem> found(Checked<?> checked) {
    assertThat(checked).isInstanceOf(Checked.Invalid.class);
    return ((Checked.Invalid<?>) checked).problems();
  }

  /** A vendor with a default, one without, and one without a network. */
  private static final class ThreeVendors implements VendorCatalog {

    private static final VendorSetting TEXT =
        new VendorSetting("a text", new SettingForm.Text(".{1,9}", "1 to 9 characters"));
    private static final Map<String, VendorSetting> LATENCY =
        Map.of("latency_ms", new VendorSetting("a wait", new SettingForm.Whole(0, 60)));
    private static final List<VendorProfile> PROFILES =
        List.of(
            new VendorProfile(
                new Vendor("openai"),
                "OpenAI",
                URI.create("https://api.openai.com/v1"),
                Set.of("api_key"),
                Set.of(),
                Map.of("organization", TEXT, "project", TEXT)),
            new VendorProfile(
                new Vendor("openai-compatible"),
                "OpenAI compatible",
                null,
                Set.of(),
                Set.of("api_key"),
                Map.of("preset", TEXT),
                Map.of("groq", URI.create("https://api.groq.com/openai/v1"))),
            new VendorProfile(Vendor.SIMULATOR, "Simulator", null, Set.of(), Set.of(), LATENCY));

    @Override
    public List<VendorProfile> all() {
      return PROFILES;
    }

    @Override
    public Optional<VendorProfile> find(Vendor vendor) {
      return PROFILES.stream().filter(profile -> profile.vendor().equals(vendor)).findFirst();
    }
  }
}
