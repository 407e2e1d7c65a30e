package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.fake.InMemoryStore;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.provider.VendorSetting;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Fills tenants with everything that there may be, under the worst of names. */
final class RandomTenant {

  /** The vendor that asks for a credential. */
  static final String NEEDY = "needy";

  /** Two vendors; one asks for a credential. */
  static final VendorCatalog VENDORS = new TwoVendors();

  private static final String ODD = ": #-?,[]{}&*!|>'\"%@`~\\=<.0123456789eExyn/é漢😀_";
  private static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "False",
          "yes",
          "NO",
          "on",
          "~",
          "1",
          "-1",
          "1.0",
          "0x1F",
          "0o7",
          "1e3",
          "1_000",
          "-",
          "---",
          "...",
          "2001-01-01",
          "12:30:45",
          "NaN",
          ".inf",
          "<<",
          "=",
          "{}",
          "[]",
          "!x",
          "&a",
          "*a",
          "%",
          "@",
          "`",
          "key: v",
          "a #b",
          "#",
          "'",
          "\"",
          "\\",
          "- a",
          "? a",
          "a:",
          ":a",
          "y",
          "0",
          "+1",
          "1.",
          ".5",
          "e1",
          "a\u00a0b",
          "ключ");
  private static final List<String> MODELS =
      List.of(
          "gpt-4o-mini",
          "a/b:c",
          "null",
          "1",
          "1e3",
          "true",
          "0x1F",
          "-",
          "~",
          "on",
          "&a",
          "*a",
          "!a",
          "{a}",
          "[a]",
          "a,b",
          "'a'",
          "|",
          "@a",
          "`",
          "=",
          "12:30",
          "k:",
          "zeta");

  private final Random random;
  private final InMemoryStore store;

  RandomTenant(Random random, InMemoryStore store) {
    this.random = random;
    this.store = store;
  }

  /** Makes keys that quotas may name; the same for every tenant. */
  List<ApiKey> keysOnly(TenantId tenant) {
    var keys = new ArrayList<ApiKey>();
    for (var name : List.of("ci", "no", "a: b")) {
      keys.add(add(tenant, () -> store.keys().add(Keys.member(tenant, name))));
    }
    return keys;
  }

  /** Makes some of everything. */
  void fill(TenantId tenant) {
    var keys = keysOnly(tenant);
    var providers = new ArrayList<Provider>();
    for (var name : names(random.nextInt(4))) {
      providers.add(add(tenant, () -> store.providers().add(provider(tenant, name))));
    }
    var channels = new ArrayList<Channel>();
    if (!providers.isEmpty()) {
      for (var name : names(random.nextInt(5))) {
        channels.add(
            add(tenant, () -> store.channels().add(channel(tenant, name, any(providers)))));
      }
    }
    var models = models(random.nextInt(5));
    for (int i = 0; i < models.size(); i++) {
      var after = models.subList(i + 1, models.size());
      var model = models.get(i);
      add(tenant, () -> store.routes().add(route(tenant, model, after, channels)));
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      add(tenant, () -> store.quotas().add(quota(tenant, any(keys))));
    }
  }

  private Provider provider(TenantId tenant, String name) {
    var needy = random.nextBoolean();
    return new Provider(
        new ProviderId(Seeds.id()),
        tenant,
        name,
        new Vendor(needy ? NEEDY : "simulator"),
        random.nextBoolean() ? null : URI.create("https://example.com:8443/v1/~a"),
        needy ? Credential.apiKey("hush") : Credential.NONE,
        new Settings(random.nextBoolean() ? Map.of() : settings()),
        random.nextBoolean(),
        Revision.first(ManualClock.START));
  }

  private Map<String, Object> settings() {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("text", text());
    settings.put("whole", random.nextInt(1000));
    settings.put("part", new BigDecimal("0.250"));
    settings.put("flag", random.nextBoolean());
    settings.put("several", List.of(1, 2L));
    settings.put("map", Map.of(text(), text()));
    settings.put("empty", Map.of());
    settings.keySet().removeIf(name -> random.nextInt(3) == 0);
    return settings;
  }

  private Channel channel(TenantId tenant, String name, Provider provider) {
    var offers = new ArrayList<ModelOffer>();
    for (var model : models(1 + random.nextInt(3))) {
      offers.add(
          new ModelOffer(
              model,
              new ModelName(any(MODELS)),
              random.nextBoolean() ? null : capabilities(),
              random.nextBoolean() ? null : 128_000L,
              random.nextBoolean() ? null : 3_000_000_000L));
    }
    return new Channel(
        new ChannelId(Seeds.id()),
        tenant,
        name,
        provider.id(),
        offers,
        random.nextInt(200),
        random.nextInt(3),
        random.nextBoolean() ? ChannelLimits.NONE : new ChannelLimits(5, 3_000_000_000L, null),
        any(List.of(OnDisconnect.values())),
        random.nextBoolean(),
        Set.copyOf(names(random.nextInt(3))),
        Revision.first(ManualClock.START));
  }

  private Set<Capability> capabilities() {
    var some = EnumSet.allOf(Capability.class);
    some.removeIf(each -> random.nextBoolean());
    return some;
  }

  private Route route(
      TenantId tenant, ModelName model, List<ModelName> after, List<Channel> channels) {
    var chosen = new HashSet<ChannelId>();
    channels.stream().filter(it -> random.nextBoolean()).forEach(it -> chosen.add(it.id()));
    return new Route(
        Seeds.id(),
        tenant,
        model,
        any(List.of(PolicyName.values())),
        Set.copyOf(names(random.nextInt(3))),
        chosen.isEmpty() ? null : chosen,
        after.stream().filter(it -> random.nextBoolean()).toList(),
        any(List.of(Sticky.values())),
        Revision.first(ManualClock.START));
  }

  private Stored<Quota> quota(TenantId tenant, ApiKey key) {
    var metric = any(List.of(QuotaMetric.values()));
    return new Stored<>(
        new Quota(
            new QuotaId(Seeds.id()),
            tenant,
            any(
                List.of(
                    new QuotaScope.WholeTenant(),
                    new QuotaScope.OfKey(key.id()),
                    new QuotaScope.OfUser(text()))),
            random.nextBoolean() ? null : new ModelName(any(MODELS)),
            metric,
            any(List.of(QuotaWindow.values())),
            ZoneId.of(any(List.of("UTC", "Europe/Paris", "America/Argentina/Buenos_Aires"))),
            any(List.of(0L, 1L, 1_000_000L, 12_500_000_000L, Long.MAX_VALUE)),
            any(List.of(List.<Integer>of(), List.of(800, 950), List.of(1, 1000))),
            any(List.of(Quota.Enforcement.values())),
            any(List.of(Quota.Mode.values()))),
        Revision.first(ManualClock.START));
  }

  private Set<String> names(int count) {
    var names = new LinkedHashSet<String>();
    while (names.size() < count) {
      names.add(text());
    }
    return names;
  }

  private List<ModelName> models(int count) {
    var models = new LinkedHashSet<ModelName>();
    while (models.size() < count) {
      models.add(new ModelName(any(MODELS)));
    }
    return List.copyOf(models);
  }

  private String text() {
    if (random.nextInt(3) == 0) {
      return any(WORDS);
    }
    var text = new StringBuilder();
    var odd = ODD.codePoints().toArray();
    for (int n = 1 + random.nextInt(8); n > 0; n--) {
      text.appendCodePoint(odd[random.nextInt(odd.length)]);
    }
    return text.toString().isBlank() ? "x" : text.toString().strip();
  }

  private <E> E any(List<E> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> T add(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    return store.changed(Changes.create(tenant), work);
  }

  private static final class TwoVendors implements VendorCatalog {

    private static final Map<String, VendorSetting> SETTINGS =
        Map.of(
            "text", setting(new SettingForm.Text(".{1,99}", "a text")),
            "whole", setting(new SettingForm.Whole(0, 1000)),
            "part", setting(new SettingForm.Decimal(0, 1)),
            "flag", setting(new SettingForm.Flag()),
            "several", setting(new SettingForm.OneOrMore(new SettingForm.Whole(0, 9), 9)),
            "map", setting(new SettingForm.MapOf(new SettingForm.Text(".{1,99}", "a text"), 9)),
            "empty", setting(new SettingForm.MapOf(new SettingForm.Flag(), 9)));
    private static final List<VendorProfile> PROFILES =
        List.of(
            new VendorProfile(
                new Vendor(NEEDY),
                "Needy",
                URI.create("https://example.com:8443/v1"),
                Set.of("api_key"),
                Set.of(),
                SETTINGS),
            new VendorProfile(Vendor.SIMULATOR, "Simulator", null, Set.of(), Set.of(), SETTINGS));

    private static VendorSetting setting(SettingForm form) {
      return new VendorSetting("a setting", form);
    }

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
