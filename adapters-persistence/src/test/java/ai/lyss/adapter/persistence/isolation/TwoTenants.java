package ai.lyss.adapter.persistence.isolation;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.Stored;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Two tenants: one that acts, and another with a row in every table, each of which shows {@link
 * #MARK} wherever it is read.
 */
record TwoTenants(
    PostgresStore store,
    TenantId mine,
    TenantId theirs,
    Provider provider,
    Provider spare,
    Channel channel,
    Route route,
    KnownKey key,
    Stored<Quota> quota,
    OnceKey once) {

  /** In the names of all that is theirs. */
  static final String MARK = "theirs-";

  /** How many tokens their relay used, as no other number here. */
  static final long TOKENS = 7_654_321;

  static TwoTenants in(PostgresStore store, TestDatabase database, TenantId mine) {
    var theirs = store.tenantNamed(MARK + Seeds.id()).id();
    var provider = Providers.simulator(theirs, MARK + "provider");
    var two =
        new TwoTenants(
            store,
            mine,
            theirs,
            provider,
            Providers.simulator(theirs, MARK + "spare"),
            channel(provider),
            route(theirs, Seeds.id(), Revision.first(ManualClock.START)),
            Keys.member(theirs, MARK + "key"),
            quota(theirs, new QuotaId(Seeds.id()), Revision.first(ManualClock.START)),
            new OnceKey("createThing", "once-" + Seeds.id(), "fingerprint"));
    two.fill();
    database.execute(
        """
        insert into quota_records (relay_id, admitted_at, tenant_id, model_asked, status, streamed,
          request_id, provenance, input_tokens, user_id)
        values (gen_random_uuid(), '%s', '%s', '%smodel', 'answered', false, 'r', 'vendor', %d,
                'ann')
        """
            .formatted(ManualClock.START, theirs, MARK, TOKENS));
    return two;
  }

  private void fill() {
    store.changed(
        Changes.create(theirs),
        () -> {
          store.providers().add(provider);
          store.providers().add(spare);
          store.channels().add(channel);
          store.routes().add(route);
          store.keys().add(key);
          store.quotas().add(quota);
          store.tests().add(test(theirs));
          store.answers().claim(theirs, once, ManualClock.START);
          return store
              .answers()
              .keep(theirs, once, MARK + "answer", ManualClock.START.plus(Duration.ofDays(1)));
        });
  }

  /** A test of their provider that this tenant claims to have made. */
  ConnectionTest test(TenantId claimed) {
    return new ConnectionTest(
        Seeds.id(),
        claimed,
        provider.id(),
        null,
        ManualClock.START,
        new ProbeResult.Failed(
            Duration.ofMillis(1), ProbeResult.Type.UNAUTHORIZED, MARK + "failure", 401));
  }

  /** Their provider as this tenant's, one version on. */
  Provider nextProvider(TenantId claimed) {
    return new Provider(
        provider.id(),
        claimed,
        "taken",
        provider.vendor(),
        null,
        provider.credential(),
        provider.settings(),
        false,
        next());
  }

  /** Their channel as this tenant's, one version on. */
  Channel nextChannel(TenantId claimed) {
    return new Channel(
        channel.id(),
        claimed,
        "taken",
        channel.provider(),
        List.of(),
        1,
        0,
        channel.limits(),
        channel.onDisconnect(),
        false,
        Set.of(),
        next());
  }

  /** Their route as this tenant's, one version on. */
  Route nextRoute(TenantId claimed) {
    return route(claimed, route.id(), next());
  }

  /** Their key as this tenant's, one version on. */
  ApiKey nextKey(TenantId claimed) {
    var present = key.key();
    return new ApiKey(
        present.id(),
        claimed,
        "taken",
        present.roles(),
        present.models(),
        present.expiresAt(),
        present.revokedAt(),
        present.hint(),
        next());
  }

  /** Their quota as this tenant's, one version on. */
  Stored<Quota> nextQuota(TenantId claimed) {
    return quota(claimed, quota.value().id(), next());
  }

  private static Stored<Quota> quota(TenantId tenant, QuotaId id, Revision revision) {
    return new Stored<>(
        new Quota(
            id,
            tenant,
            new QuotaScope.OfUser(MARK + "user"),
            null,
            QuotaMetric.TOKENS,
            QuotaWindow.DAY,
            ZoneOffset.UTC,
            1_000 + revision.version(),
            List.of(),
            Quota.Enforcement.NORMAL,
            Quota.Mode.ENFORCED),
        revision);
  }

  private static Revision next() {
    return Revision.first(ManualClock.START).next(ManualClock.START);
  }

  private static Channel channel(Provider provider) {
    return Channels.plain(provider, MARK + "channel", MARK + "model");
  }

  private static Route route(TenantId tenant, UUID id, Revision revision) {
    return new Route(
        id,
        tenant,
        new ModelName(MARK + "model"),
        PolicyName.ROUND_ROBIN,
        Set.of(revision.version() == 0 ? "theirs" : "taken"),
        null,
        List.of(),
        Sticky.NONE,
        revision);
  }
}
