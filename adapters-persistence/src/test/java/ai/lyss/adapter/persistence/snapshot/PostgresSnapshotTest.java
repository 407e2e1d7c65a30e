package ai.lyss.adapter.persistence.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresSnapshotTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private final PostgresStore store;
  private TestDatabase database;
  private TenantId tenant;
  private Channel channel;

  PostgresSnapshotTest(PostgresStore store) {
    this.store = store;
  }

  @BeforeEach
  void addChannel() {
    tenant = store.tenantNamed("tenant-" + Seeds.id()).id();
    var provider = Providers.simulator(tenant, "sim");
    channel = Channels.detailed(provider, "east");
    store.changed(Changes.create(tenant), () -> store.providers().add(provider));
    store.changed(Changes.create(tenant), () -> store.channels().add(channel));
  }

  @Test
  void holds_routes_to_all_channels_and_to_listed_ones() {
    var all = Seeds.id();
    var listed = Seeds.id();
    var none = Seeds.id();
    route(all, "zeta", "adaptive", "all", "{east,cheap}", "{alpha,a/b:c}");
    route(listed, "alpha", "round_robin", "listed", "{}", "{}");
    route(none, "mid", "round_robin", "listed", "{}", "{}");
    database.execute(
        "insert into route_channels values ('%s', '%s', '%s')"
            .formatted(tenant, listed, channel.id()));

    assertThat(load().routes())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revision")
        .contains(
            new Route(
                all,
                tenant,
                new ModelName("zeta"),
                PolicyName.ADAPTIVE,
                Set.of("east", "cheap"),
                null,
                List.of(new ModelName("alpha"), new ModelName("a/b:c"))),
            new Route(
                listed,
                tenant,
                new ModelName("alpha"),
                PolicyName.ROUND_ROBIN,
                Set.of(),
                Set.of(channel.id()),
                List.of()),
            new Route(
                none,
                tenant,
                new ModelName("mid"),
                PolicyName.ROUND_ROBIN,
                Set.of(),
                Set.of(),
                List.of()));
  }

  @Test
  void keeps_a_channel_that_a_route_names() {
    var route = Seeds.id();
    route(route, "zeta", "adaptive", "listed", "{}", "{}");
    database.execute(
        "insert into route_channels values ('%s', '%s', '%s')"
            .formatted(tenant, route, channel.id()));

    var outcome =
        store
            .transactions()
            .change(Changes.delete(tenant), () -> store.channels().remove(tenant, channel.id()));

    assertThat(outcome).isInstanceOf(Conflict.class);
    assertThat(load().channels()).contains(channel);
  }

  @Test
  void holds_quotas_of_every_scope() {
    var key = Keys.member(tenant, "ci");
    store.changed(Changes.create(tenant), () -> store.keys().add(key));
    var keyId = key.key().id();
    var whole =
        quota("'tenant', null, null, null, 'tokens', 'day', 'Europe/Paris', 10, '{800,950}'");
    var ofKey = quota("'key', '" + keyId + "', null, 'zeta', 'cost', 'total', 'UTC', 0, '{}'");
    var ofUser = quota("'user', null, 'ann', null, 'requests', 'minute', 'UTC', 7, '{}'");
    database.execute("update quotas set enforcement = 'strict', mode = 'dry_run' where amount = 7");

    assertThat(load().quotas())
        .contains(
            new Quota(
                whole,
                tenant,
                new QuotaScope.WholeTenant(),
                null,
                QuotaMetric.TOKENS,
                QuotaWindow.DAY,
                ZoneId.of("Europe/Paris"),
                10,
                List.of(800, 950),
                Quota.Enforcement.NORMAL,
                Quota.Mode.ENFORCED),
            new Quota(
                ofKey,
                tenant,
                new QuotaScope.OfKey(keyId),
                new ModelName("zeta"),
                QuotaMetric.COST,
                QuotaWindow.TOTAL,
                ZoneId.of("UTC"),
                0,
                List.of(),
                Quota.Enforcement.NORMAL,
                Quota.Mode.ENFORCED),
            new Quota(
                ofUser,
                tenant,
                new QuotaScope.OfUser("ann"),
                null,
                QuotaMetric.REQUESTS,
                QuotaWindow.MINUTE,
                ZoneId.of("UTC"),
                7,
                List.of(),
                Quota.Enforcement.STRICT,
                Quota.Mode.DRY_RUN));
  }

  @Test
  void holds_everybodys_prices_and_a_tenants_own() {
    var model = "model-" + Seeds.id();
    var everybodys = price("null", model, "100, 200, null, null, null, null");
    var own = price("'" + tenant + "'", model, "1, 2, 3, 4, 5, 6");
    var other = new TenantId(Seeds.id());
    var vendor = new Vendor("openai");
    var name = new ModelName(model);

    var prices = load().prices();

    assertThat(prices.find(other, vendor, name, FROM))
        .isEqualTo(
            new Price(
                everybodys, null, vendor, name, "USD", 100, 200, null, null, null, null, FROM));
    assertThat(prices.find(tenant, vendor, name, FROM))
        .isEqualTo(new Price(own, tenant, vendor, name, "USD", 1, 2, 3L, 4L, 5L, 6L, FROM));
  }

  @Test
  void leaves_out_a_row_that_is_no_valid_thing_and_holds_all_others() {
    var good = quota("'tenant', null, null, null, 'tokens', 'day', 'UTC', 10, '{}'");
    var bad = quota("'tenant', null, null, null, 'tokens', 'day', 'Nowhere/At/All', 10, '{}'");

    assertThat(load().quotas()).extracting(Quota::id).contains(good).doesNotContain(bad);
  }

  @Test
  void holds_a_thousand_channels_in_the_order_of_their_making() {
    var many = store.tenantNamed("tenant-" + Seeds.id()).id();
    var provider = Providers.simulator(many, "sim");
    store.changed(Changes.create(many), () -> store.providers().add(provider));
    database.execute(
        """
        insert into channels (tenant_id, id, name, provider_id, weight, priority, on_disconnect,
          created_at, updated_at)
        select '%s', ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'c' || 1000 - i,
          '%s', 1, 0, 'cancel', now(), now() from generate_series(1, 1000) i
        """
            .formatted(many, provider.id()));
    database.execute(
        """
        insert into channel_models (tenant_id, channel_id, position, name, vendor_model)
        select tenant_id, id, p, 'm' || 9 - p, 'm' from channels, generate_series(0, 1) p
        where tenant_id = '%s'
        """
            .formatted(many));

    var loaded = load().channels().stream().filter(c -> c.tenant().equals(many)).toList();
    var paged = store.readIn(many, () -> store.channels().page(many, new Page.Request(1000, null)));

    assertThat(loaded).hasSize(1000).isEqualTo(paged.items());
    assertThat(loaded).extracting(Channel::name).first().isEqualTo("c999");
    assertThat(loaded.getFirst().models())
        .extracting(offer -> offer.name().value())
        .containsExactly("m9", "m8");
  }

  private Configuration load() {
    if (store.source().load() instanceof Done<Configuration>(var configuration)) {
      return configuration;
    }
    throw new AssertionError("load: not done (expected: done)");
  }

  private void route(
      UUID id, String model, String policy, String choice, String tags, String models) {
    database.execute(
        """
        insert into routes (tenant_id, id, model, policy, channel_choice, tags, fallback_models,
          created_at, updated_at) values ('%s', '%s', '%s', '%s', '%s', '%s', '%s', now(), now())
        """
            .formatted(tenant, id, model, policy, choice, tags, models));
  }

  private QuotaId quota(String values) {
    var id = Seeds.id();
    database.execute(
        """
        insert into quotas (tenant_id, id, scope, scope_key_id, scope_user, model, metric,
          time_window, time_zone, amount, warn_at_permille, created_at, updated_at)
        values ('%s', '%s', %s, now(), now())
        """
            .formatted(tenant, id, values));
    return new QuotaId(id);
  }

  private UUID price(String of, String model, String amounts) {
    var id = Seeds.id();
    database.execute(
        """
        insert into prices (id, tenant_id, vendor, vendor_model, currency, input, output,
          cached_input, cache_write, reasoning, per_request_nanos, valid_from, created_at,
          updated_at)
        values ('%s', %s, 'openai', '%s', 'USD', %s, '%s', now(), now())
        """
            .formatted(id, of, model, amounts, FROM.atOffset(ZoneOffset.UTC)));
    return id;
  }
}
