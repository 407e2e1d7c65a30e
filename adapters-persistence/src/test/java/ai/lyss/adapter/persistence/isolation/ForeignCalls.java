package ai.lyss.adapter.persistence.isolation;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything the repositories do to a tenant's things, done to those of another tenant. */
final class ForeignCalls {

  private static final Page.Request ALL = new Page.Request(1000, null);
  private static final Page.Request BY_NAME =
      new Page.Request(1000, null, new Order(Order.By.NAME, Order.Direction.DESCENDING), Map.of());
  private static final Instant LATER = ManualClock.START.plus(Duration.ofDays(2));

  private ForeignCalls() {}

  /** One call, within a transaction. */
  @FunctionalInterface
  interface Call {

    /**
     * Makes it.
     *
     * @param claimed whose their things are said to be
     */
    StoreOutcome<?> of(TwoTenants two, TenantId claimed);
  }

  /** Calls that would reach another tenant's rows if neither code nor database prevented it. */
  static Map<String, Call> all() {
    var calls = new LinkedHashMap<String, Call>();
    ofProviders(calls);
    ofChannels(calls);
    ofRoutes(calls);
    ofKeys(calls);
    ofQuotas(calls);
    calls.put("tests.latest", (t, c) -> t.store().tests().latest(c, t.provider().id()));
    calls.put("answers.claim", (t, c) -> t.store().answers().claim(c, t.once(), LATER));
    calls.put("answers.keep", (t, c) -> t.store().answers().keep(c, t.once(), "taken", LATER));
    return calls;
  }

  /** Calls that put something new among another tenant's rows. */
  static Map<String, Call> additions() {
    var calls = new LinkedHashMap<String, Call>();
    calls.put("providers.add", (t, c) -> t.store().providers().add(Providers.simulator(c, "n")));
    calls.put(
        "channels.add",
        (t, c) -> t.store().channels().add(Channels.plain(t.provider(), "n", "model")));
    calls.put(
        "routes.add",
        (t, c) -> {
          var removed = t.store().routes().remove(c, t.route().id());
          var added = t.store().routes().add(t.nextRoute(c));
          return added instanceof StoreOutcome.Done<?> ? added : removed;
        });
    calls.put("keys.add", (t, c) -> t.store().keys().add(Keys.member(c, "n")));
    calls.put(
        "quotas.add",
        (t, c) -> {
          var removed = t.store().quotas().remove(c, t.quota().value().id());
          var added = t.store().quotas().add(t.nextQuota(c));
          return added instanceof StoreOutcome.Done<?> ? added : removed;
        });
    calls.put("tests.add", (t, c) -> t.store().tests().add(t.test(c)));
    return calls;
  }

  private static void ofProviders(Map<String, Call> calls) {
    calls.put("providers.find", (t, c) -> t.store().providers().find(c, t.provider().id()));
    calls.put("providers.claim", (t, c) -> t.store().providers().claim(c, t.provider().id()));
    calls.put("providers.page", (t, c) -> t.store().providers().page(c, ALL));
    calls.put("providers.page in order", (t, c) -> t.store().providers().page(c, BY_NAME));
    calls.put(
        "providers.page by name",
        (t, c) -> t.store().providers().page(c, by("name", TwoTenants.MARK + "provider")));
    calls.put("providers.replace", (t, c) -> t.store().providers().replace(t.nextProvider(c)));
    calls.put("providers.remove", (t, c) -> t.store().providers().remove(c, t.spare().id()));
  }

  private static void ofChannels(Map<String, Call> calls) {
    calls.put("channels.find", (t, c) -> t.store().channels().find(c, t.channel().id()));
    calls.put("channels.claim", (t, c) -> t.store().channels().claim(c, t.channel().id()));
    calls.put("channels.page", (t, c) -> t.store().channels().page(c, ALL));
    calls.put(
        "channels.page by model",
        (t, c) -> t.store().channels().page(c, by("model", TwoTenants.MARK + "model")));
    calls.put(
        "channels.page by provider",
        (t, c) -> t.store().channels().page(c, by("provider_id", t.provider().id().toString())));
    calls.put("channels.replace", (t, c) -> t.store().channels().replace(t.nextChannel(c)));
    calls.put("channels.remove", (t, c) -> t.store().channels().remove(c, t.channel().id()));
  }

  private static void ofRoutes(Map<String, Call> calls) {
    calls.put("routes.find", (t, c) -> t.store().routes().find(c, t.route().id()));
    calls.put("routes.claim", (t, c) -> t.store().routes().claim(c, t.route().id()));
    calls.put("routes.claimAll", (t, c) -> t.store().routes().claimAll(c));
    calls.put("routes.page", (t, c) -> t.store().routes().page(c, ALL));
    calls.put("routes.replace", (t, c) -> t.store().routes().replace(t.nextRoute(c)));
    calls.put("routes.remove", (t, c) -> t.store().routes().remove(c, t.route().id()));
  }

  private static void ofKeys(Map<String, Call> calls) {
    calls.put("keys.find", (t, c) -> t.store().keys().find(c, t.key().key().id()));
    calls.put("keys.claim", (t, c) -> t.store().keys().claim(c, t.key().key().id()));
    calls.put("keys.page", (t, c) -> t.store().keys().page(c, ALL));
    calls.put("keys.replace", (t, c) -> t.store().keys().replace(t.nextKey(c)));
    calls.put("keys.revoke", (t, c) -> t.store().keys().revoke(c, t.key().key().id(), LATER));
  }

  private static void ofQuotas(Map<String, Call> calls) {
    calls.put("quotas.find", (t, c) -> t.store().quotas().find(c, t.quota().value().id()));
    calls.put("quotas.claim", (t, c) -> t.store().quotas().claim(c, t.quota().value().id()));
    calls.put("quotas.page", (t, c) -> t.store().quotas().page(c, ALL));
    calls.put("quotas.replace", (t, c) -> t.store().quotas().replace(t.nextQuota(c)));
    calls.put("quotas.remove", (t, c) -> t.store().quotas().remove(c, t.quota().value().id()));
  }

  private static Page.Request by(String field, String value) {
    return new Page.Request(1000, null, Order.OF_MAKING, Map.of(field, value));
  }
}
