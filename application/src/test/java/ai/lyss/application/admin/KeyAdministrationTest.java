package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.found;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyAdministrationTest {

  private final Administrations all = new Administrations();

  @Test
  void mints_keys_of_256_random_bits_that_differ() {
    var mint = new KeyMint(Seeds.random());
    var minted = new HashSet<String>();
    for (int i = 0; i < 1000; i++) {
      var key = mint.mint().reveal();
      assertThat(key).as("seed %d", Seeds.seed()).matches("sk-lyss-[A-Za-z0-9_-]{43}");
      minted.add(key);
    }
    assertThat(minted).as("seed %d", Seeds.seed()).hasSize(1000);
  }

  @Test
  void shows_the_key_once_and_stores_its_digest_only() {
    var minted =
        made(
            all.keys.create(
                all.as(Role.TENANT_ADMIN),
                new KeyDraft("ci", List.of("operator"), List.of("m"), "2027-01-01T00:00:00Z")));
    var secret = minted.secret().reveal();

    assertThat(minted.key().roles()).containsExactly(Role.OPERATOR);
    assertThat(minted.key().models()).containsExactly(new ModelName("m"));
    assertThat(minted.key().expiresAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(secret).endsWith(minted.key().hint());
    assertThat(minted.toString()).doesNotContain(secret);
    Configuration stored = done(all.store.load());
    assertThat(stored.keys())
        .containsExactly(new KnownKey(Keys.digests().digest(secret), minted.key()));
  }

  @Test
  void makes_a_member_of_a_key_without_roles() {
    var key = made(all.keys.create(all.as(Role.TENANT_ADMIN), named("ci"))).key();

    assertThat(key.roles()).containsExactly(Role.MEMBER);
    assertThat(key.models()).isNull();
    assertThat(key.expiresAt()).isNull();
  }

  @Test
  void lets_nobody_give_more_than_they_have() {
    for (var creator : Role.values()) {
      for (var given : Role.values()) {
        var draft = new KeyDraft(creator + "-" + given, List.of(given.wireName()), null, null);
        var checked = all.keys.create(all.as(creator), draft);

        if (mayGive(creator, given)) {
          assertThat(made(checked).key().roles()).containsExactly(given);
        } else {
          assertThat(problems(checked))
              .as("%s gives %s", creator, given)
              .containsExactly("/roles/0 forbidden");
        }
      }
    }
  }

  @Test
  void says_which_roles_may_be_given() {
    var draft = new KeyDraft("ci", List.of("platform-admin"), null, null);

    assertThat(found(all.keys.create(all.as(Role.TENANT_ADMIN), draft)).getFirst().message())
        .isEqualTo(
            "roles: platform-admin (expected: of those you may give: "
                + "tenant-admin, operator, member, viewer)");
  }

  @Test
  void gives_no_model_that_its_creator_may_not_use() {
    var creator = all.as(Set.of(new ModelName("a")), Role.TENANT_ADMIN);

    assertThat(made(all.keys.create(creator, named("x"))).key().models())
        .containsExactly(new ModelName("a"));
    assertThat(problems(all.keys.create(creator, new KeyDraft("y", null, List.of("a", "b"), null))))
        .containsExactly("/models/1 forbidden");
  }

  @Test
  void tells_every_problem_at_once() {
    var draft =
        new KeyDraft(null, Arrays.asList("boss", null), Arrays.asList("a b", null), "tomorrow");

    assertThat(problems(all.keys.create(all.as(Role.TENANT_ADMIN), draft)))
        .containsExactly(
            "/name required",
            "/roles/0 unknown",
            "/roles/1 unknown",
            "/models/0 malformed",
            "/models/1 required",
            "/expires_at malformed");
    assertThat(all.store.audit(all.tenant)).isEmpty();
  }

  @Test
  void refuses_empty_lists_and_times_that_are_over() {
    var draft = new KeyDraft("x", List.of(), List.of(), all.clock.instant().toString());

    assertThat(problems(all.keys.create(all.as(Role.TENANT_ADMIN), draft)))
        .containsExactly("/roles out_of_range", "/models out_of_range", "/expires_at out_of_range");
    var later = all.clock.instant().plusMillis(1).toString();
    made(all.keys.create(all.as(Role.TENANT_ADMIN), new KeyDraft("x", null, null, later)));
  }

  @Test
  void takes_times_with_an_offset() {
    var draft = new KeyDraft("x", null, null, "2027-01-01T02:00:00+02:00");

    assertThat(made(all.keys.create(all.as(Role.TENANT_ADMIN), draft)).key().expiresAt())
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
  }

  @Test
  void lets_no_key_outlive_the_key_that_makes_it() {
    var end = ManualClock.START.plus(Duration.ofDays(1));
    var plain = all.as(Role.TENANT_ADMIN);
    var ending =
        new Acting(
            new Caller(all.tenant, all.actor, null, Set.of(Role.TENANT_ADMIN), null, end),
            all.tenant,
            null);

    assertThat(made(all.keys.create(ending, named("usual", null))).key().expiresAt())
        .isEqualTo(end);
    assertThat(made(all.keys.create(ending, named("as-long", end))).key().expiresAt())
        .isEqualTo(end);
    assertThat(problems(all.keys.create(ending, named("longer", end.plusMillis(1)))))
        .containsExactly("/expires_at forbidden");
    assertThat(made(all.keys.create(plain, named("for-ever", null))).key().expiresAt()).isNull();

    var late = made(all.keys.create(plain, named("late", end.plusSeconds(9)))).key();
    var ever = made(all.keys.create(plain, named("ever", null))).key();
    assertThat(
            made(all.keys.change(
                    ending, late.id(), null, it -> named("renamed", end.plusSeconds(9))))
                .expiresAt())
        .as("what is there already stays")
        .isEqualTo(end.plusSeconds(9));
    assertThat(
            problems(
                all.keys.change(ending, late.id(), null, it -> named("x", end.plusSeconds(8)))))
        .containsExactly("/expires_at forbidden");
    assertThat(made(all.keys.change(ending, late.id(), null, it -> named("x", null))).expiresAt())
        .isEqualTo(end);
    assertThat(made(all.keys.change(ending, ever.id(), null, it -> named("y", null))).expiresAt())
        .isNull();
  }

  private static KeyDraft named(String name, @Nullable Instant end) {
    return new KeyDraft(name, null, null, end == null ? null : end.toString());
  }

  @Test
  void refuses_a_name_that_is_taken() {
    made(all.keys.create(all.as(Role.TENANT_ADMIN), named("ci")));

    assertThat(outcome(all.keys.create(all.as(Role.TENANT_ADMIN), named("ci"))))
        .isInstanceOf(StoreOutcome.Conflict.class);
  }

  @Test
  void revokes_once_and_for_ever() {
    var admin = all.as(Role.TENANT_ADMIN);
    var id = made(all.keys.create(admin, named("ci"))).key().id();
    var at = all.clock.instant();

    assertThat(done(all.keys.revoke(admin, id)).revokedAt()).isEqualTo(at);
    all.clock.advance(Duration.ofHours(1));
    assertThat(done(all.keys.revoke(admin, id)).revokedAt()).isEqualTo(at);

    assertThat(done(all.keys.read(admin, id)).worksAt(at)).isFalse();
    assertThat(done(all.keys.list(admin, new Page.Request(10, null))).items()).hasSize(1);
    assertThat(all.store.audit(all.tenant).get(1))
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo("revoke");
              assertThat(change.resource()).isEqualTo("key");
              assertThat(change.actorKey()).isEqualTo(all.actor);
            });
  }

  @Test
  void leaves_keys_alone_that_may_do_more() {
    var platform = all.as(Role.PLATFORM_ADMIN);
    var draft = new KeyDraft("root", List.of("platform-admin"), null, null, null);
    var id = made(all.keys.create(platform, draft)).key().id();

    assertThat(all.keys.revoke(all.as(Role.TENANT_ADMIN), id))
        .isInstanceOf(StoreOutcome.Conflict.class);
    assertThat(done(all.keys.read(platform, id)).revokedAt()).isNull();
    assertThat(done(all.keys.revoke(platform, id)).revokedAt()).isNotNull();
  }

  @Test
  void does_not_show_or_revoke_what_belongs_to_another_tenant() {
    var admin = all.as(Role.TENANT_ADMIN);
    var id = made(all.keys.create(admin, named("ci"))).key().id();
    var stranger = all.elsewhere(Role.TENANT_ADMIN);

    assertThat(all.keys.read(stranger, id)).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(all.keys.revoke(stranger, id)).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(done(all.keys.read(admin, id)).revokedAt()).isNull();
  }

  private static boolean mayGive(Role creator, Role given) {
    return switch (creator) {
      case PLATFORM_ADMIN -> true;
      case TENANT_ADMIN -> given != Role.PLATFORM_ADMIN;
      case OPERATOR -> EnumSet.of(Role.OPERATOR, Role.MEMBER, Role.VIEWER).contains(given);
      case MEMBER, VIEWER -> given == creator;
    };
  }

  private static KeyDraft named(@Nullable String name) {
    return new KeyDraft(name, null, null, null);
  }
}
