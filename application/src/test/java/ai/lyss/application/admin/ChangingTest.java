package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.application.usecase.MintedKey;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.access.RateLimit;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How things are changed, and made once. */
final class ChangingTest {

  private final Administrations all = new Administrations();
  private final Acting admin = all.as(Role.TENANT_ADMIN);

  @Test
  void keeps_a_credential_that_is_left_out_and_replaces_one_that_is_given() {
    var provider = made(all.providers.create(admin, openAi("main", Map.of("api_key", secret()))));

    var renamed = made(change(provider, 0L, openAi("new", null)));
    assertThat(renamed.credential()).isEqualTo(Credential.apiKey("sk-0123456789"));
    assertThat(renamed.revision().version()).isEqualTo(1);
    var other = Map.<String, @Nullable Secret>of("api_key", Secret.of("sk-9876543210"));
    assertThat(made(change(provider, 1L, openAi("new", other))).credential())
        .isEqualTo(Credential.apiKey("sk-9876543210"));
    assertThat(problems(change(provider, null, openAi("new", Map.of()))))
        .containsExactly("/credential/api_key required");
  }

  @Test
  void sends_a_stored_credential_to_no_other_place() {
    var stored = Map.<String, @Nullable Secret>of("api_key", secret());
    var provider = made(all.providers.create(admin, at("https://a.example/v1", stored)));

    for (var kept : java.util.Arrays.asList(null, stored)) {
      for (var url : List.of("https://evil.example/v1", "http://a.example/v1")) {
        assertThat(problems(change(provider, null, at(url, kept))))
            .containsExactly("/credential required");
      }
    }
    assertThat(made(change(provider, null, at("https://a.example/v2", null))).credential())
        .isEqualTo(provider.credential());
    var other = Map.<String, @Nullable Secret>of("api_key", Secret.of("sk-9876543210"));
    assertThat(made(change(provider, null, at("https://b.example/v1", other))).baseUrl())
        .hasHost("b.example");
  }

  @Test
  void sends_a_stored_credential_to_no_other_place_by_way_of_a_preset_or_a_vendor() {
    var stored = Map.<String, @Nullable Secret>of("api_key", secret());
    var provider = made(all.providers.create(admin, openAi("main", stored)));
    var preset =
        new ProviderDraft("main", "openai-compatible", null, null, Map.of("preset", "groq"), null);

    assertThat(problems(change(provider, null, preset))).containsExactly("/credential required");
    var named =
        new ProviderDraft("main", "openai", "https://API.openai.com:443/v1", null, null, null);
    assertThat(made(change(provider, null, named)).credential()).isEqualTo(provider.credential());
  }

  private static ProviderDraft at(String url, @Nullable Map<String, @Nullable Secret> credential) {
    return new ProviderDraft("main", "openai", url, credential, null, null);
  }

  @Test
  void tells_a_lost_update_and_leaves_what_the_other_stored() {
    var provider = made(all.providers.create(admin, openAi("main", Map.of("api_key", secret()))));
    made(change(provider, 0L, openAi("first", null)));

    assertThat(outcome(change(provider, 0L, openAi("second", null))))
        .isInstanceOf(StoreOutcome.Stale.class);
    assertThat(done(all.providers.read(admin, provider.id())).name()).isEqualTo("first");
    assertThat(made(change(provider, null, openAi("third", null))).name()).isEqualTo("third");
  }

  @Test
  void changes_nothing_when_the_wish_cannot_be_told() {
    var provider = made(all.providers.create(admin, openAi("main", Map.of("api_key", secret()))));
    int audited = all.store.audit().size();

    assertThatThrownBy(
            () ->
                all.providers.change(
                    admin,
                    provider.id(),
                    null,
                    present -> {
                      throw new IllegalArgumentException("no wish");
                    }))
        .hasMessage("no wish");
    assertThat(done(all.providers.read(admin, provider.id()))).isEqualTo(provider);
    assertThat(all.store.audit()).hasSize(audited);
  }

  @Test
  void misses_a_provider_of_another_tenant_to_change() {
    var provider = made(all.providers.create(admin, openAi("main", Map.of("api_key", secret()))));

    assertThat(
            outcome(
                all.providers.change(
                    all.elsewhere(Role.TENANT_ADMIN),
                    provider.id(),
                    null,
                    present -> openAi("mine", null))))
        .isInstanceOf(StoreOutcome.Missing.class);
  }

  @Test
  void switches_a_channel_off_and_on_and_counts_no_version_when_nothing_changes() {
    var channel = channel();

    assertThat(done(all.channels.enable(admin, channel.id(), null))).isEqualTo(channel);
    var off = done(all.channels.disable(admin, channel.id(), 0L));
    assertThat(off.enabled()).isFalse();
    assertThat(off.models()).isEqualTo(channel.models());
    assertThat(off.revision().version()).isEqualTo(1);
    assertThat(all.channels.enable(admin, channel.id(), 0L)).isInstanceOf(StoreOutcome.Stale.class);
    assertThat(done(all.channels.enable(admin, channel.id(), 1L)).enabled()).isTrue();
  }

  @Test
  void changes_what_a_key_may_do_and_keeps_the_key() {
    var key = made(all.keys.create(admin, new KeyDraft("ci", null, null, null))).key();
    var draft =
        new KeyDraft(
            "renamed",
            List.of("viewer"),
            List.of("m"),
            "2027-01-01T00:00:00Z",
            new KeyDraft.Rate(100L, 0L));

    var changed = made(all.keys.change(admin, key.id(), 0L, present -> draft));

    assertThat(changed.roles()).containsExactly(Role.VIEWER);
    assertThat(changed.models()).containsExactly(new ModelName("m"));
    assertThat(changed.rateLimit()).isEqualTo(new RateLimit(100L, 0L));
    assertThat(changed.hint()).isEqualTo(key.hint());
    assertThat(done(all.store.load()).keys()).extracting("key").containsExactly(changed);
  }

  @Test
  void lets_nobody_change_a_key_to_more_than_they_have_or_a_key_that_has_more() {
    var mighty =
        made(all.keys.create(
                all.as(Role.PLATFORM_ADMIN),
                new KeyDraft("mighty", List.of("platform-admin"), null, null)))
            .key();
    var weak = made(all.keys.create(admin, new KeyDraft("weak", null, null, null))).key();

    assertThat(
            problems(
                all.keys.change(
                    admin,
                    weak.id(),
                    null,
                    present -> new KeyDraft("weak", List.of("platform-admin"), null, null))))
        .containsExactly("/roles/0 forbidden");
    assertThat(
            problems(
                all.keys.change(
                    admin,
                    mighty.id(),
                    null,
                    present -> new KeyDraft("x", List.of("platform-admin"), null, null))))
        .containsExactly("/roles/0 forbidden");
  }

  @Test
  void changes_an_expired_key_but_no_revoked_one() {
    var draft = new KeyDraft("ci", null, null, all.clock.instant().plusSeconds(60).toString());
    var key = made(all.keys.create(admin, draft)).key();
    all.clock.advance(Duration.ofHours(1));

    var renamed = new KeyDraft("old", null, null, draft.expiresAt());
    assertThat(made(all.keys.change(admin, key.id(), null, present -> renamed)).name())
        .isEqualTo("old");
    all.keys.revoke(admin, key.id());
    assertThat(outcome(all.keys.change(admin, key.id(), null, present -> renamed)))
        .isInstanceOf(StoreOutcome.Conflict.class);
  }

  @Test
  void refuses_rate_limits_below_zero() {
    var draft = new KeyDraft("ci", null, null, null, new KeyDraft.Rate(-1L, -2L));

    assertThat(problems(all.keys.create(admin, draft)))
        .containsExactly(
            "/rate_limit/per_minute out_of_range", "/rate_limit/per_hour out_of_range");
  }

  @Test
  void makes_one_key_of_a_request_that_comes_twice_and_answers_the_same() {
    var first = all.keys.create(admin, named("ci"), once("k", "print"));
    var again = all.keys.create(admin, named("ci"), once("k", "print"));

    var secret = made(first).secret().reveal();
    assertThat(again).isEqualTo(new Checked.Repeated<MintedKey>(secret));
    assertThat(again.toString()).doesNotContain(secret);
    assertThat(done(all.store.load()).keys()).hasSize(1);
    assertThat(all.store.audit()).hasSize(1);
    assertThat(all.keys.create(admin, named("other"), once("k", "another")))
        .isInstanceOf(Checked.Misused.class);
    all.clock.advance(Duration.ofHours(24));
    assertThat(outcome(all.keys.create(admin, named("ci"), once("k", "print"))))
        .as("forgotten, and made anew")
        .isInstanceOf(StoreOutcome.Conflict.class);
  }

  @Test
  void remembers_nothing_of_a_request_that_was_refused() {
    assertThat(problems(all.keys.create(admin, named(null), once("k", "print"))))
        .containsExactly("/name required");

    assertThat(made(all.keys.create(admin, named("ci"), once("k", "fixed")))).isNotNull();
  }

  @Test
  void says_that_the_store_is_away_whatever_is_asked() {
    var channel = channel();
    all.store.goDown();

    assertThat(outcome(all.keys.create(admin, named("ci"), once("k", "print"))))
        .isInstanceOf(StoreOutcome.Unavailable.class);
    assertThat(all.channels.disable(admin, channel.id(), null))
        .isInstanceOf(StoreOutcome.Unavailable.class);
  }

  private static Repeat<MintedKey> once(String key, String fingerprint) {
    return new Repeat.Once<>(
        new OnceKey("createKey", key, fingerprint), minted -> minted.secret().reveal());
  }

  private static KeyDraft named(@Nullable String name) {
    return new KeyDraft(name, null, null, null);
  }

  private static ProviderDraft openAi(
      String name, @Nullable Map<String, @Nullable Secret> credential) {
    return new ProviderDraft(name, "openai", null, credential, null, null);
  }

  private static Secret secret() {
    return Secret.of("sk-0123456789");
  }

  private Checked<Provider> change(Provider provider, @Nullable Long version, ProviderDraft draft) {
    return all.providers.change(admin, provider.id(), version, present -> draft);
  }

  private Channel channel() {
    var provider = Providers.simulator(all.tenant, "sim");
    var channel = Channels.plain(provider, "east", "gpt");
    return all.store.changed(
        Changes.create(all.tenant),
        () -> {
          all.store.providers().add(provider);
          return all.store.channels().add(channel);
        });
  }
}
