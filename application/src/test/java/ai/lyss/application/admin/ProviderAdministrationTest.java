package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.found;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProviderAdministrationTest {

  private static final String KEY = "sk-1234567890abcdef";

  private final Administrations all = new Administrations();
  private final Acting operator = all.as(Role.OPERATOR);

  @Test
  void stores_a_provider_as_it_was_asked_for() {
    var provider =
        made(
            all.providers.create(
                operator,
                new ProviderDraft(
                    "openai-main",
                    "openai",
                    "https://eu.api.openai.com/v1",
                    Map.of("api_key", Secret.of(KEY)),
                    Map.of("organization", "org-1"),
                    false)));

    assertThat(provider.name()).isEqualTo("openai-main");
    assertThat(provider.vendor().id()).isEqualTo("openai");
    assertThat(provider.baseUrl()).hasToString("https://eu.api.openai.com/v1");
    assertThat(provider.credential().field("api_key")).isEqualTo(Secret.of(KEY));
    assertThat(provider.settings().text("organization")).contains("org-1");
    assertThat(provider.enabled()).isFalse();
    assertThat(provider.revision().createdAt()).isEqualTo(all.clock.instant());
    assertThat(done(all.providers.read(operator, provider.id()))).isEqualTo(provider);
  }

  @Test
  void takes_a_provider_as_enabled_and_leaves_the_url_to_the_vendor() {
    var provider = made(all.providers.create(operator, openAi("main")));

    assertThat(provider.enabled()).isTrue();
    assertThat(provider.baseUrl()).isNull();
  }

  @Test
  void writes_down_who_changed_what_and_from_where() {
    var id = made(all.providers.create(operator, openAi("main"))).id();
    done(all.providers.delete(operator, id, null));

    assertThat(all.store.audit(all.tenant))
        .containsExactly(change("create", id), change("delete", id));
  }

  @Test
  void tells_every_problem_at_once() {
    var draft =
        new ProviderDraft(
            null,
            "openai",
            "ftp://example.com",
            Map.of("key", Secret.of(KEY)),
            Map.of("region", "eu"),
            null);

    assertThat(problems(all.providers.create(operator, draft)))
        .containsExactly(
            "/name required",
            "/base_url malformed",
            "/credential/key unknown",
            "/credential/api_key required",
            "/settings/region unknown");
    assertThat(all.store.audit(all.tenant)).isEmpty();
  }

  @Test
  void takes_settings_of_their_form_only() {
    var draft =
        new ProviderDraft(
            "x",
            "openai",
            null,
            Map.of("api_key", Secret.of(KEY)),
            Map.of("organization", "much too long", "project", 7L),
            null);

    assertThat(found(all.providers.create(operator, draft)))
        .extracting(problem -> problem.pointer() + " " + problem.message())
        .containsExactlyInAnyOrder(
            "/settings/organization organization: \"much too long\" (expected: 1 to 9 characters)",
            "/settings/project project: \"7\" (expected: 1 to 9 characters)");
  }

  @Test
  void names_the_vendors_it_knows() {
    var draft = new ProviderDraft("x", "opnai", null, null, null, null);

    assertThat(found(all.providers.create(operator, draft)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/vendor");
              assertThat(problem.message())
                  .isEqualTo(
                      "vendor: \"opnai\" (expected: one of openai, openai-compatible, simulator)");
            });
  }

  @Test
  void wants_no_url_of_a_known_vendor_that_a_preset_names() {
    var known =
        new ProviderDraft("known", "openai-compatible", null, null, Map.of("preset", "groq"), null);
    var unknown =
        new ProviderDraft(
            "unknown", "openai-compatible", null, null, Map.of("preset", "other"), null);

    assertThat(made(all.providers.create(operator, known)).baseUrl()).isNull();
    assertThat(problems(all.providers.create(operator, unknown)))
        .containsExactly("/base_url required");
  }

  @Test
  void wants_a_url_only_where_the_vendor_has_none_and_a_network() {
    assertThat(problems(all.providers.create(operator, of("a", "openai-compatible", null))))
        .containsExactly("/base_url required");
    assertThat(made(all.providers.create(operator, of("b", "simulator", null))).baseUrl()).isNull();
    made(all.providers.create(operator, of("c", "openai-compatible", "http://10.0.0.1:8000/v1")));
  }

  @Test
  void refuses_urls_that_are_not_plain_web_addresses() {
    for (var url :
        List.of(
            "",
            "api.openai.com",
            "//api.openai.com",
            "file:///etc/passwd",
            "https://",
            "https:api.openai.com",
            "https://user:pass@api.openai.com",
            "https://@api.openai.com",
            "https://api.openai.com:0",
            "https://api.openai.com:65536",
            "https://api.openai.com?x=1",
            "https://api.openai.com#x",
            "https://api openai.com",
            "https://api.openai.com/\n",
            "javascript:alert(1)")) {
      assertThat(problems(all.providers.create(operator, of("x", "openai-compatible", url))))
          .as(url)
          .containsExactly("/base_url malformed");
    }
  }

  @Test
  void refuses_a_base_url_where_connections_are_not_allowed() {
    all.egress.forbid("inside.example");
    var inside = all.providers.create(operator, of("x", "openai", "https://inside.example/v1"));
    var both =
        all.providers.create(operator, of("x", "openai-compatible", "http://u@inside.example/v1"));

    assertThat(problems(inside))
        .containsExactly("/base_url egress_denied", "/credential/api_key required");
    assertThat(problems(both)).containsExactly("/base_url malformed", "/base_url egress_denied");
    assertThat(found(inside).getFirst().message()).doesNotContain("inside").contains("expected");
  }

  @Test
  void lets_the_rest_of_a_provider_change_whose_url_was_forbidden_meanwhile() {
    var here = of("x", "openai-compatible", "https://a.example/v1");
    var provider = made(all.providers.create(operator, here));
    all.egress.forbid("a.example");
    all.egress.forbid("b.example");
    var renamed = of("y", "openai-compatible", "https://a.example/v1");
    var moved = of("x", "openai-compatible", "https://b.example/v1");
    var path = of("x", "openai-compatible", "https://a.example/v2");

    assertThat(made(all.providers.change(operator, provider.id(), null, p -> renamed)).name())
        .isEqualTo("y");
    for (var other : List.of(moved, path)) {
      assertThat(problems(all.providers.change(operator, provider.id(), null, p -> other)))
          .containsExactly("/base_url egress_denied");
    }
  }

  @Test
  void does_not_repeat_a_password_in_a_url_or_a_secret() {
    var secrets = new HashMap<String, @Nullable Secret>();
    secrets.put("api_key", Secret.of("hush\n" + KEY));
    var draft = new ProviderDraft("x", "openai", "https://u:" + KEY + "@x", secrets, null, null);

    var checked = all.providers.create(operator, draft);

    assertThat(problems(checked))
        .containsExactly("/base_url malformed", "/credential/api_key malformed");
    assertThat(checked.toString()).doesNotContain(KEY).doesNotContain("hush");
    assertThat(draft.toString()).doesNotContain("hush");
  }

  @Test
  void takes_a_null_secret_as_absent() {
    var secrets = new HashMap<String, @Nullable Secret>();
    secrets.put("api_key", null);

    assertThat(
            problems(
                all.providers.create(
                    operator, new ProviderDraft("x", "openai", null, secrets, null, null))))
        .containsExactly("/credential/api_key required");
  }

  @Test
  void escapes_pointers() {
    var draft = new ProviderDraft("x", "simulator", null, null, Map.of("a/b~c", 1), null);

    assertThat(problems(all.providers.create(operator, draft)))
        .containsExactly("/settings/a~1b~0c unknown");
  }

  @Test
  void refuses_names_that_cannot_be_printed() {
    for (var name : List.of(" a", "a ", "a\nb", "a\u202eb", "\ud800")) {
      assertThat(problems(all.providers.create(operator, of(name, "simulator", null))))
          .as(name)
          .containsExactly("/name malformed");
    }
    for (var name : List.of("", "x".repeat(129))) {
      assertThat(problems(all.providers.create(operator, of(name, "simulator", null))))
          .as(name)
          .containsExactly("/name out_of_range");
    }
    made(all.providers.create(operator, of("x".repeat(128), "simulator", null)));
    made(all.providers.create(operator, of("主要", "simulator", null)));
  }

  @Test
  void refuses_a_name_that_is_taken() {
    made(all.providers.create(operator, openAi("main")));

    assertThat(outcome(all.providers.create(operator, openAi("main"))))
        .isInstanceOfSatisfying(
            StoreOutcome.Conflict.class,
            conflict -> assertThat(conflict.field()).isEqualTo("name"));
  }

  @Test
  void does_not_show_or_remove_what_belongs_to_another_tenant() {
    var id = made(all.providers.create(operator, openAi("main"))).id();
    var stranger = all.elsewhere(Role.PLATFORM_ADMIN);

    assertThat(all.providers.read(stranger, id)).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(all.providers.delete(stranger, id, null)).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(done(all.providers.list(stranger, new Page.Request(10, null))).items()).isEmpty();
    assertThat(all.providers.read(operator, id)).isInstanceOf(StoreOutcome.Done.class);
  }

  @Test
  void removes_only_the_version_that_was_seen() {
    var id = made(all.providers.create(operator, openAi("main"))).id();

    assertThat(all.providers.delete(operator, id, 1L))
        .isEqualTo(new StoreOutcome.Stale<Provider>());
    assertThat(all.providers.delete(operator, id, 0L)).isInstanceOf(StoreOutcome.Done.class);
    assertThat(all.providers.delete(operator, id, 0L)).isInstanceOf(StoreOutcome.Missing.class);
  }

  @Test
  void says_so_when_the_store_is_away() {
    all.store.goDown();

    assertThat(outcome(all.providers.create(operator, openAi("main"))))
        .isInstanceOf(StoreOutcome.Unavailable.class);
    assertThat(all.providers.list(operator, new Page.Request(1, null)))
        .isInstanceOf(StoreOutcome.Unavailable.class);
  }

  private Change change(String action, ProviderId id) {
    return new Change(
        all.tenant, all.actor, null, action, "provider", id.value(), Administrations.ADDRESS);
  }

  private static ProviderDraft openAi(String name) {
    return new ProviderDraft(name, "openai", null, Map.of("api_key", Secret.of(KEY)), null, null);
  }

  private static ProviderDraft of(String name, String vendor, @Nullable String baseUrl) {
    return new ProviderDraft(name, vendor, baseUrl, null, null, null);
  }
}
