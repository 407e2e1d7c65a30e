package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.application.usecase.QuotaDraft.Scope;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QuotaAdministrationTest {

  private static final Scope WHOLE = new Scope(true, null, null, null);

  private final Administrations all = new Administrations();
  private final Acting admin = all.as(Role.TENANT_ADMIN);

  @Test
  void makes_a_quota_of_everything_that_is_given() {
    var key = key();
    var draft =
        new QuotaDraft(
            new Scope(null, key.toString(), null, "gpt"),
            "cost",
            "month",
            "Europe/Paris",
            new BigDecimal("12.50"),
            decimals("0.95", "0.8"),
            "strict",
            true);

    var quota = made(all.quotas.create(admin, draft)).value();

    assertThat(quota.scope()).isEqualTo(new QuotaScope.OfKey(key));
    assertThat(quota.model()).isEqualTo(new ModelName("gpt"));
    assertThat(quota.metric()).isEqualTo(QuotaMetric.COST);
    assertThat(quota.window()).isEqualTo(QuotaWindow.MONTH);
    assertThat(quota.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(quota.limit()).isEqualTo(12_500_000_000L);
    assertThat(quota.warnAtPermille()).containsExactly(800, 950);
    assertThat(quota.enforcement()).isEqualTo(Quota.Enforcement.STRICT);
    assertThat(quota.mode()).isEqualTo(Quota.Mode.DRY_RUN);
    assertThat(done(all.store.load()).quotas()).containsExactly(quota);
    assertThat(all.store.audit())
        .last()
        .satisfies(
            row -> assertThat(row.action() + " " + row.resource()).isEqualTo("create quota"));
  }

  @Test
  void takes_the_usual_for_granted() {
    var quota = made(all.quotas.create(admin, tokens(WHOLE, "1000000"))).value();

    assertThat(quota.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(quota.warnAtPermille()).isEmpty();
    assertThat(quota.enforcement()).isEqualTo(Quota.Enforcement.NORMAL);
    assertThat(quota.mode()).isEqualTo(Quota.Mode.ENFORCED);
  }

  @Test
  void tells_everything_that_is_wrong_at_once() {
    var draft =
        new QuotaDraft(
            new Scope(true, "x", " ", "a?"),
            "sheep",
            null,
            "Mars/Olympus",
            new BigDecimal("-1"),
            decimals("0", "1.1", "0.0005", null),
            "loose",
            null);

    assertThat(problems(all.quotas.create(admin, draft)))
        .containsExactlyInAnyOrder(
            "/metric unknown",
            "/window required",
            "/scope malformed",
            "/scope/key malformed",
            "/scope/model malformed",
            "/time_zone unknown",
            "/limit out_of_range",
            "/warn_at/0 out_of_range",
            "/warn_at/1 out_of_range",
            "/warn_at/2 out_of_range",
            "/warn_at/3 required",
            "/enforcement unknown");
    assertThat(problems(all.quotas.create(admin, tokens(null, "1"))))
        .containsExactly("/scope required");
    assertThat(problems(all.quotas.create(admin, tokens(new Scope(false, null, null, null), "1"))))
        .containsExactly("/scope required");
    assertThat(problems(all.quotas.create(admin, tokens(WHOLE, "1.5"))))
        .containsExactly("/limit malformed");
    assertThat(problems(all.quotas.create(admin, tokens(WHOLE, "9223372036854775808"))))
        .containsExactly("/limit out_of_range");
    assertThat(problems(all.quotas.create(admin, tokens(new Scope(null, null, "\t", null), "1"))))
        .containsExactly("/scope/user out_of_range");
  }

  @Test
  void finds_no_key_of_another_tenant() {
    var theirs = key();
    var draft = tokens(new Scope(null, theirs.toString(), null, null), "1");

    assertThat(problems(all.quotas.create(all.elsewhere(Role.TENANT_ADMIN), draft)))
        .containsExactly("/scope/key not_found");
  }

  @Test
  void changes_a_limit_and_never_whose_use_it_counts() {
    var quota = made(all.quotas.create(admin, tokens(WHOLE, "1")));
    var id = quota.value().id();

    var more = made(all.quotas.change(admin, id, 0L, present -> tokens(WHOLE, "2")));
    assertThat(more.value().limit()).isEqualTo(2);
    assertThat(more.revision().version()).isEqualTo(1);
    assertThat(outcome(all.quotas.change(admin, id, 0L, present -> tokens(WHOLE, "3"))))
        .isInstanceOf(StoreOutcome.Stale.class);
    for (var other :
        List.of(new Scope(null, null, "ann", null), new Scope(true, null, null, "gpt"))) {
      assertThat(outcome(all.quotas.change(admin, id, null, present -> tokens(other, "2"))))
          .isInstanceOfSatisfying(
              StoreOutcome.Conflict.class,
              conflict -> assertThat(conflict.field()).isEqualTo("scope"));
    }
    assertThat(done(all.quotas.read(admin, id)).value().limit()).isEqualTo(2);
  }

  @Test
  void tells_how_quotas_stand_and_forgets_those_that_are_deleted() {
    var quota = made(all.quotas.create(admin, tokens(WHOLE, "1000")));

    var page = done(all.quotas.statuses(admin, new Page.Request(10, null)));
    assertThat(page.items())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.quota()).isEqualTo(quota.value());
              assertThat(status.used()).isZero();
              assertThat(status.remaining()).isEqualTo(1000);
            });
    done(all.quotas.delete(admin, quota.value().id(), null));
    assertThat(done(all.quotas.statuses(admin, new Page.Request(10, null))).items()).isEmpty();
    assertThat(all.quotas.read(admin, quota.value().id())).isInstanceOf(StoreOutcome.Missing.class);
  }

  private KeyId key() {
    var draft = new KeyDraft("key-" + Seeds.id(), null, null, null);
    return made(all.keys.create(admin, draft)).key().id();
  }

  private static QuotaDraft tokens(@Nullable Scope scope, String limit) {
    return new QuotaDraft(scope, "tokens", "day", null, new BigDecimal(limit), null, null, null);
  }

  private static List<@Nullable BigDecimal> decimals(@Nullable String... texts) {
    return Stream.of(texts)
        .<@Nullable BigDecimal>map(text -> text == null ? null : new BigDecimal(text))
        .toList();
  }
}
