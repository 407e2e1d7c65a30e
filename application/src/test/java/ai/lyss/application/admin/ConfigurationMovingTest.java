package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.found;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.application.usecase.ConfigDraft.ChannelEntry;
import ai.lyss.application.usecase.ConfigDraft.QuotaEntry;
import ai.lyss.application.usecase.ConfigDraft.RouteEntry;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.ImportOrder;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportOrder.Others;
import ai.lyss.application.usecase.ImportPlan;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.application.usecase.ModelDraft;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.store.StoreOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ConfigurationMovingTest {

  private final Administrations all = new Administrations();
  private final Acting admin = all.as(Role.TENANT_ADMIN);
  private final Acting operator = all.as(Role.OPERATOR);
  private final int noticesBefore = all.store.notices();

  @Test
  void tries_everything_in_a_dry_run_and_keeps_nothing() {
    var plan = made(all.moving.imported(operator, order(whole(), Extent.DRY_RUN, Others.KEPT)));

    assertThat(plan.extent()).isEqualTo(Extent.DRY_RUN);
    assertThat(lines(plan))
        .containsExactly(
            "provider main created []", "channel east created []", "route gpt created []");
    assertThat(done(all.store.load()).providers()).isEmpty();
    assertThat(all.store.audit()).isEmpty();
    assertThat(all.store.notices()).isEqualTo(noticesBefore);
  }

  @Test
  void brings_everything_in_with_an_audit_row_for_each_thing_and_one_notice() {
    var plan = apply(operator, whole());

    assertThat(plan.extent()).isEqualTo(Extent.APPLIED);
    var config = done(all.store.load());
    assertThat(config.channels().getFirst().provider())
        .isEqualTo(config.providers().getFirst().id());
    assertThat(config.routes().getFirst().channels())
        .containsExactly(config.channels().getFirst().id());
    assertThat(config.providers().getFirst().credential()).isEqualTo(Credential.apiKey("sk-1"));
    assertThat(all.store.audit())
        .extracting(Change::action, Change::resource)
        .containsExactly(
            tuple("create", "provider"),
            tuple("create", "channel"),
            tuple("create", "route"),
            tuple("import", "config"));
    assertThat(all.store.notices()).isEqualTo(noticesBefore + 1);
  }

  @Test
  void does_nothing_the_second_time() {
    apply(operator, whole());
    var before = done(all.store.load());
    int rows = all.store.audit().size();

    var plan = apply(operator, whole());

    assertThat(lines(plan)).allMatch(line -> line.endsWith(" unchanged []"));
    assertThat(done(all.store.load())).usingRecursiveComparison().isEqualTo(before);
    assertThat(all.store.audit()).hasSize(rows);
    assertThat(all.store.notices()).isEqualTo(noticesBefore + 1);
  }

  @Test
  void keeps_a_credential_that_the_document_leaves_out_and_names_what_changes() {
    apply(operator, whole());
    var keyless = provider("main", null, "o-2");

    assertThat(lines(apply(operator, draft(List.of(keyless), null, null))))
        .containsExactly("provider main updated [settings]");
    assertThat(done(all.store.load()).providers().getFirst().credential())
        .isEqualTo(Credential.apiKey("sk-1"));
    assertThat(lines(apply(operator, draft(List.of(provider("main", "sk-2", "o-2")), null, null))))
        .containsExactly("provider main updated [credential]");
  }

  @Test
  void refuses_a_new_provider_without_the_credential_that_its_vendor_needs() {
    var imported =
        all.moving.imported(
            operator,
            order(
                draft(List.of(provider("main", null, "o")), null, null),
                Extent.APPLIED,
                Others.KEPT));

    assertThat(problems(imported)).containsExactly("/providers/0/credential/api_key required");
    assertThat(found(imported).getFirst().message()).contains("main");
  }

  @Test
  void refuses_providers_that_lead_where_connections_are_not_allowed() {
    all.egress.forbid("inside.example");
    var plain = provider("main", "sk-1", "o-1");
    var inside =
        new ProviderDraft(
            plain.name(),
            plain.vendor(),
            "https://inside.example/v1",
            plain.credential(),
            plain.settings(),
            plain.enabled());

    assertThat(
            problems(
                all.moving.imported(
                    operator,
                    order(draft(List.of(inside), null, null), Extent.APPLIED, Others.KEPT))))
        .containsExactly("/providers/0/base_url egress_denied");
  }

  @Test
  void tells_everything_that_is_wrong_at_once_by_the_names_of_the_document() {
    var draft =
        new ConfigDraft(
            1,
            List.of(provider("main", null, "far too long a text"), provider("main", "k", "o")),
            Collections.singletonList((ChannelEntry) null),
            List.of(
                new RouteEntry(
                    List.of("nobody"),
                    new RouteDraft(
                        "a", "fastest", new RouteDraft.Selector(null, null), List.of("b?"), null))),
            List.of(
                new QuotaEntry(
                    "nokey", tokens(new QuotaDraft.Scope(null, "nokey", null, null), "-1"))));

    var imported = all.moving.imported(admin, order(draft, Extent.APPLIED, Others.KEPT));

    assertThat(problems(imported))
        .containsExactlyInAnyOrder(
            "/providers/0/credential/api_key required",
            "/providers/0/settings/organization malformed",
            "/providers/1/name duplicate",
            "/channels/0 required",
            "/routes/0/policy unknown",
            "/routes/0/channels/names/0 not_found",
            "/routes/0/fallback_models/0 malformed",
            "/quotas/0/scope/key not_found",
            "/quotas/0/limit out_of_range");
    assertThat(done(all.store.load()).providers()).isEmpty();
  }

  @Test
  void tells_a_missing_provider_once_and_one_that_is_wrong_itself_not_again() {
    var draft =
        draft(
            List.of(provider("broken", null, "o")),
            List.of(channel("one", "broken"), channel("two", "nobody"), channel("three", null)),
            null);

    var imported = all.moving.imported(operator, order(draft, Extent.APPLIED, Others.KEPT));

    assertThat(problems(imported))
        .containsExactly(
            "/providers/0/credential/api_key required",
            "/channels/1/provider not_found",
            "/channels/2/provider required");
    assertThat(found(imported))
        .extracting(FieldProblem::message)
        .last()
        .asString()
        .startsWith("provider: nothing");
  }

  @Test
  void looks_at_circles_of_fallbacks_as_they_all_end() {
    apply(operator, draft(null, null, List.of(route("a", "b"), route("b"))));

    // On the way there, b -> a would close a circle with the a -> b that is stored.
    assertThat(lines(apply(operator, draft(null, null, List.of(route("b", "a"), route("a"))))))
        .containsExactly("route b updated [fallback_models]", "route a updated [fallback_models]");
    var circle = draft(null, null, List.of(route("a", "c"), route("c", "b")));
    assertThat(problems(all.moving.imported(operator, order(circle, Extent.APPLIED, Others.KEPT))))
        .containsExactly(
            "/routes/0/fallback_models circular", "/routes/1/fallback_models circular");
  }

  @Test
  @Timeout(60)
  void finds_a_circle_of_thousands_and_tells_it_shortly() {
    int count = 2000;
    var chain =
        IntStream.range(0, count).mapToObj(i -> route("m" + i, "m" + (i + 1) % count)).toList();

    var imported =
        all.moving.imported(operator, order(draft(null, null, chain), Extent.APPLIED, Others.KEPT));

    assertThat(found(imported))
        .as("some are enough")
        .hasSize(100)
        .allSatisfy(
            problem -> assertThat(problem.message()).contains(" -> … -> m").hasSizeLessThan(300));
    var open = chain.subList(0, count - 1);
    assertThat(apply(operator, draft(null, null, open)).changes()).hasSize(count - 1);
  }

  @Test
  void looks_for_circles_among_routes_that_lead_on_without_an_end_only() {
    apply(operator, draft(null, null, List.of(route("a", "b", "c"), route("b", "c"), route("c"))));
    var routes = done(all.store.load()).routes();
    assertThat(FallbackCircle.suspects(routes)).isEmpty();

    var closing =
        draft(null, null, List.of(route("x", "a"), route("c", "y"), route("y", "z", "b")));
    assertThat(problems(all.moving.imported(operator, order(closing, Extent.APPLIED, Others.KEPT))))
        .as("x leads into the circle and is not on it")
        .containsExactly(
            "/routes/1/fallback_models circular", "/routes/2/fallback_models circular");
  }

  @Test
  void gives_up_in_time_on_what_takes_too_long() {
    var slow =
        new AbstractList<ProviderDraft>() {
          @Override
          public ProviderDraft get(int index) {
            all.clock.advance(Duration.ofSeconds(15));
            return provider("p" + index, "k", "o");
          }

          @Override
          public int size() {
            return 3;
          }
        };

    assertThat(
            problems(
                all.moving.imported(
                    operator, order(draft(slow, null, null), Extent.APPLIED, Others.KEPT))))
        .containsExactly("/providers out_of_range");
    assertThat(done(all.store.load()).providers()).isEmpty();
  }

  @Test
  void prunes_only_what_the_document_says_anything_about() {
    apply(operator, whole());
    apply(operator, draft(List.of(provider("spare", "sk-3", "o")), null, null));

    assertThat(lines(pruned(operator, draft(null, null, List.of()))))
        .containsExactly("route gpt deleted []");
    assertThat(done(all.store.load()).channels()).hasSize(1);
    assertThat(
            lines(pruned(operator, draft(List.of(provider("spare", null, "o")), List.of(), null))))
        .containsExactly(
            "provider spare unchanged []", "channel east deleted []", "provider main deleted []");
  }

  @Test
  void does_not_prune_what_something_still_uses() {
    apply(operator, whole());
    var imported =
        all.moving.imported(
            operator, order(draft(List.of(), null, null), Extent.APPLIED, Others.PRUNED));

    assertThat(outcome(imported))
        .isInstanceOfSatisfying(
            StoreOutcome.Conflict.class,
            conflict -> assertThat(conflict.message()).contains("provider \"main\""));
    assertThat(done(all.store.load()).providers()).hasSize(1);
  }

  @Test
  void takes_no_name_that_pruning_removes() {
    apply(operator, whole());
    var draft = draft(List.of(provider("spare", "k", "o")), List.of(channel("two", "main")), null);

    assertThat(problems(all.moving.imported(operator, order(draft, Extent.APPLIED, Others.PRUNED))))
        .containsExactly("/channels/0/provider not_found");
  }

  @Test
  void tells_one_quota_from_another_by_what_it_counts() {
    var scope = new QuotaDraft.Scope(true, null, null, null);
    assertThat(lines(apply(admin, quotas(tokens(scope, "5"), tokens(scope, "3")))))
        .containsExactly(
            "quota tenant tokens a day created []", "quota tenant tokens a day created []");
    assertThat(lines(apply(admin, quotas(tokens(scope, "5"), tokens(scope, "3")))))
        .allMatch(line -> line.contains("unchanged"));
    assertThat(lines(apply(admin, quotas(tokens(scope, "3"), tokens(scope, "7")))))
        .containsExactly(
            "quota tenant tokens a day unchanged []", "quota tenant tokens a day updated [limit]");
    assertThat(lines(pruned(admin, quotas(tokens(scope, "7")))))
        .containsExactly(
            "quota tenant tokens a day unchanged []", "quota tenant tokens a day deleted []");
  }

  @Test
  void finds_the_keys_of_quotas_by_their_names() {
    var key = made(all.keys.create(admin, new KeyDraft("ci", null, null, null))).key();
    var draft = tokens(new QuotaDraft.Scope(null, "ci", null, "gpt"), "1");

    assertThat(lines(apply(admin, quotas(draft))))
        .containsExactly("quota key ci model gpt tokens a day created []");
    assertThat(done(all.moving.exported(admin)).quotas())
        .singleElement()
        .satisfies(quota -> assertThat(quota.key()).isEqualTo("ci"));
    assertThat(done(all.store.load()).quotas().getFirst().scope().toString())
        .contains(key.id().toString());
  }

  @Test
  void lets_who_may_not_limit_bring_in_only_quotas_that_are_there() {
    var scope = new QuotaDraft.Scope(true, null, null, null);
    apply(admin, quotas(tokens(scope, "5")));

    assertThat(lines(apply(operator, quotas(tokens(scope, "5")))))
        .containsExactly("quota tenant tokens a day unchanged []");
    for (var wish : List.of(quotas(tokens(scope, "6")), quotas())) {
      assertThat(
              problems(all.moving.imported(operator, order(wish, Extent.APPLIED, Others.PRUNED))))
          .singleElement()
          .asString()
          .startsWith("/quotas")
          .endsWith(" forbidden");
    }
  }

  @Test
  void remarks_on_routes_to_models_that_nobody_offers() {
    var plan = apply(operator, draft(null, null, List.of(route("nothing"))));

    assertThat(plan.remarks())
        .singleElement()
        .satisfies(remark -> assertThat(remark.pointer()).isEqualTo("/routes/0/model"));
  }

  @Test
  void refuses_documents_of_another_form_and_ones_that_are_too_long() {
    var later = new ConfigDraft(2, null, null, null, null);
    var long_ = draft(null, null, Collections.nCopies(10_001, route("a")));

    assertThat(problems(all.moving.imported(operator, order(later, Extent.APPLIED, Others.KEPT))))
        .containsExactly("/version unknown");
    assertThat(problems(all.moving.imported(operator, order(long_, Extent.APPLIED, Others.KEPT))))
        .containsExactly("/routes out_of_range");
  }

  @Test
  void is_unavailable_while_the_store_is() {
    all.store.goDown();

    assertThat(outcome(all.moving.imported(admin, order(whole(), Extent.APPLIED, Others.KEPT))))
        .isInstanceOf(StoreOutcome.Unavailable.class);
    assertThat(all.moving.exported(admin)).isInstanceOf(StoreOutcome.Unavailable.class);
  }

  private ImportPlan apply(Acting acting, ConfigDraft draft) {
    return made(all.moving.imported(acting, order(draft, Extent.APPLIED, Others.KEPT)));
  }

  private ImportPlan pruned(Acting acting, ConfigDraft draft) {
    Checked<ImportPlan> imported =
        all.moving.imported(acting, order(draft, Extent.APPLIED, Others.PRUNED));
    return made(imported);
  }

  private static List<String> lines(ImportPlan plan) {
    return plan.changes().stream()
        .map(
            change ->
                "%s %s %s %s"
                    .formatted(
                        change.kind(), change.name(), change.action().wireName(), change.fields()))
        .toList();
  }

  private static ImportOrder order(ConfigDraft draft, Extent extent, Others others) {
    return new ImportOrder(draft, extent, others);
  }

  private static ConfigDraft whole() {
    var route =
        new RouteEntry(
            List.of("east"),
            new RouteDraft("gpt", null, new RouteDraft.Selector(null, null), null, null));
    return draft(
        List.of(provider("main", "sk-1", "o-1")), List.of(channel("east", "main")), List.of(route));
  }

  private static ConfigDraft draft(
      @Nullable List<ProviderDraft> providers,
      @Nullable List<ChannelEntry> channels,
      @Nullable List<RouteEntry> routes) {
    return new ConfigDraft(null, providers, channels, routes, null);
  }

  private static ConfigDraft quotas(QuotaDraft... drafts) {
    return new ConfigDraft(
        null,
        null,
        null,
        null,
        List.of(drafts).stream()
            .map(
                draft -> {
                  var scope = draft.scope();
                  return new QuotaEntry(scope == null ? null : scope.key(), draft);
                })
            .toList());
  }

  private static QuotaDraft tokens(QuotaDraft.Scope scope, String limit) {
    return new QuotaDraft(scope, "tokens", "day", null, new BigDecimal(limit), null, null, null);
  }

  private static ProviderDraft provider(String name, @Nullable String key, String organization) {
    return new ProviderDraft(
        name,
        "openai",
        null,
        key == null ? null : Map.of("api_key", Secret.of(key)),
        Map.of("organization", organization),
        null);
  }

  private static ChannelEntry channel(String name, @Nullable String provider) {
    return new ChannelEntry(
        provider,
        new ChannelDraft(
            name,
            null,
            List.of(new ModelDraft("gpt", null, null, null, null)),
            null,
            null,
            new ChannelDraft.Limits(null, null, null),
            null,
            null,
            null));
  }

  private static RouteEntry route(String model, String... fallbacks) {
    return new RouteEntry(null, new RouteDraft(model, null, null, List.of(fallbacks), null));
  }
}
