package ai.lyss.application.caller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.catalog.ConfigurationCompiler;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.IdentifyCaller.Identity;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.access.TokenClaims;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who presents a key, and from when to when. */
class CallersTest {

  private static final String SECRET = "sk-lyss-0123456789";

  private final ManualClock clock = new ManualClock();
  private final TenantId tenant = new TenantId(Seeds.id());
  private final List<KnownKey> keys = new ArrayList<>();
  private final HealthBook health =
      new HealthBook(HealthSettings.USUAL, clock::nanos, Seeds.random());
  private final LiveConfiguration live =
      new LiveConfiguration(
          () -> new StoreOutcome.Done<>(configuration()),
          new ConfigurationCompiler(health, clock),
          health);
  private boolean enabled = true;
  private int digested;
  private final KeyDigests digests =
      presented -> {
        digested++;
        return Keys.digests().digest(presented);
      };
  private final Callers callers = new Callers(digests, live, clock);

  private Configuration configuration() {
    return new Configuration(
        List.of(new Tenant(tenant, "t", enabled)),
        List.of(),
        List.of(),
        List.of(),
        keys,
        List.of(),
        PriceList.EMPTY);
  }

  private KnownKey known() {
    return Keys.known(tenant, "ci", SECRET, Role.MEMBER);
  }

  private void load(KnownKey... now) {
    keys.clear();
    keys.addAll(List.of(now));
    live.reload(loaded -> {});
  }

  @Test
  void knows_the_bearer_of_a_key() {
    var key = known();
    load(key);
    assertThat(callers.byKey(SECRET)).isEqualTo(new Identity.Known(key.key().caller()));
  }

  @Test
  void knows_nobody_by_another_text() {
    load(known());
    for (var text :
        List.of("sk-lyss-0123456788", "sk-0123456789", "", " " + SECRET, SECRET + " ")) {
      assertThat(callers.byKey(text)).as(text).isInstanceOf(Identity.Unknown.class);
    }
  }

  @Test
  void digests_no_text_that_cannot_be_a_key() {
    load(known());
    callers.byKey("eyJhbGciOiJIUzI1NiJ9.e30.x");
    callers.byKey("sk-lyss-" + "x".repeat(100_000));
    assertThat(digested).isZero();
  }

  @Test
  void stops_knowing_a_key_at_the_moment_it_expires() {
    var plain = known();
    var key = plain.key();
    var expiring =
        new ApiKey(
            key.id(),
            tenant,
            key.name(),
            key.roles(),
            null,
            ManualClock.START.plusSeconds(60),
            null,
            key.hint(),
            key.revision());
    load(new KnownKey(plain.digest(), expiring));
    clock.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(callers.byKey(SECRET)).isInstanceOf(Identity.Known.class);
    clock.advance(Duration.ofNanos(1));
    assertThat(callers.byKey(SECRET)).isEqualTo(new Identity.Unknown("The API key has expired."));
  }

  @Test
  void stops_knowing_a_key_that_a_reload_no_longer_has() {
    load(known());
    load();
    assertThat(callers.byKey(SECRET)).isInstanceOf(Identity.Unknown.class);
  }

  private static TokenClaims claims(TenantId of) {
    return new TokenClaims(of, "ada", Set.of(Role.VIEWER), Instant.EPOCH);
  }

  @Test
  void knows_the_bearer_of_a_token() {
    load();
    assertThat(callers.byClaims(claims(tenant)))
        .isEqualTo(new Identity.Known(new Caller(tenant, null, "ada", Set.of(Role.VIEWER), null)));
  }

  @Test
  void shuts_out_tokens_of_a_tenant_that_is_disabled_or_was_never_there() {
    enabled = false;
    load();
    assertThat(callers.byClaims(claims(tenant))).isInstanceOf(Identity.Unknown.class);
    enabled = true;
    load();
    assertThat(callers.byClaims(claims(new TenantId(Seeds.id()))))
        .isInstanceOf(Identity.Unknown.class);
  }
}
