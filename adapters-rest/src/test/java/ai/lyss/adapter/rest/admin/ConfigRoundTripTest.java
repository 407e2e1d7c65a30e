package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.admin.Births;
import ai.lyss.application.admin.ChannelAdministration;
import ai.lyss.application.admin.CheckedChanges;
import ai.lyss.application.admin.ConfigurationMoving;
import ai.lyss.application.admin.ProviderAdministration;
import ai.lyss.application.admin.QuotaAdministration;
import ai.lyss.application.admin.RouteAdministration;
import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.application.usecase.ImportOrder;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportOrder.Others;
import ai.lyss.application.usecase.ImportPlan;
import ai.lyss.application.usecase.ImportPlan.Action;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.TenantConfig;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryStore;
import ai.lyss.domain.fake.ListedEgress;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A configuration that is moved is the same where it comes to, whatever things are called. */
@Timeout(120)
final class ConfigRoundTripTest {

  private static final int CASES = 150;

  private final InMemoryStore store = new InMemoryStore();
  private final ConfigurationMoving moving = moving();

  @Test
  void comes_out_as_it_went_in_and_changes_nothing_the_second_time() {
    for (int run = 0; run < CASES; run++) {
      var random = new RandomTenant(Seeds.random(3, run), store);
      var from = acting("from-" + run);
      var to = acting("to-" + run);
      random.fill(from.tenant());
      random.keysOnly(to.tenant());

      var document = exported(from);
      var as = "seed %d, case %d:\n%s".formatted(Seeds.seed(), run, document);
      var plan = done(as, imported(to, withCredentials(draft(document))));
      assertThat(plan.changes()).as(as).allMatch(change -> change.action() == Action.CREATED);
      assertThat(exported(to)).as(as).isEqualTo(document);
      assertThat(done(as, imported(to, draft(document))).changes())
          .as(as)
          .allMatch(change -> change.action() == Action.UNCHANGED);
      assertThat(done(as, imported(from, draft(document))).changes())
          .as(as)
          .allMatch(change -> change.action() == Action.UNCHANGED);
    }
  }

  @Test
  void makes_what_is_there_into_what_the_document_says_when_all_else_is_pruned() {
    for (int run = 0; run < CASES; run++) {
      var random = new RandomTenant(Seeds.random(4, run), store);
      var from = acting("one-" + run);
      var to = acting("another-" + run);
      random.fill(from.tenant());
      random.fill(to.tenant());

      var document = exported(from);
      var as = "seed %d, case %d:\n%s".formatted(Seeds.seed(), run, document);
      done(as, imported(to, withCredentials(draft(document)), Others.PRUNED));
      assertThat(exported(to)).as(as).isEqualTo(document);
    }
  }

  private static ConfigDraft withCredentials(ConfigDraft draft) {
    var providers = draft.providers();
    return new ConfigDraft(
        draft.version(),
        providers == null
            ? null
            : providers.stream()
                .map(
                    it ->
                        new ProviderDraft(
                            it.name(),
                            it.vendor(),
                            it.baseUrl(),
                            RandomTenant.NEEDY.equals(it.vendor())
                                ? Map.of("api_key", Secret.of("supplied"))
                                : Map.of(),
                            it.settings(),
                            it.enabled()))
                .toList(),
        draft.channels(),
        draft.routes(),
        draft.quotas());
  }

  private static ConfigDraft draft(String document) {
    return YamlBodies.read(
        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), ConfigBody::read);
  }

  private String exported(Acting acting) {
    var outcome = moving.exported(acting);
    assertThat(outcome).isInstanceOf(StoreOutcome.Done.class);
    var document =
        ConfigYaml.write(ConfigBody.of(((StoreOutcome.Done<TenantConfig>) outcome).value()));
    assertThat(document).doesNotContain("hush").doesNotContain("supplied");
    return document;
  }

  private Checked<ImportPlan> imported(Acting acting, ConfigDraft draft) {
    return imported(acting, draft, Others.KEPT);
  }

  private Checked<ImportPlan> imported(Acting acting, ConfigDraft draft, Others others) {
    return moving.imported(acting, new ImportOrder(draft, Extent.APPLIED, others));
  }

  private static ImportPlan done(String as, Checked<ImportPlan> checked) {
    assertThat(checked).as(as).isInstanceOf(Checked.Valid.class);
    var outcome = ((Checked.Valid<ImportPlan>) checked).outcome();
    assertThat(outcome).as(as).isInstanceOf(StoreOutcome.Done.class);
    return ((StoreOutcome.Done<ImportPlan>) outcome).value();
  }

  private Acting acting(String name) {
    TenantId tenant = store.tenantNamed(name).id();
    var caller = new Caller(tenant, null, "ann", Set.of(Role.TENANT_ADMIN), null);
    return new Acting(caller, tenant, null);
  }

  private ConfigurationMoving moving() {
    var clock = new ManualClock();
    var births = new Births(new Ids(clock, Seeds.random()), clock);
    var changes = new CheckedChanges(store, store.answers(), births);
    return new ConfigurationMoving(
        store,
        changes,
        store.trail(),
        new ConfigurationMoving.Administrators(
            new ProviderAdministration(
                store,
                changes,
                store.providers(),
                RandomTenant.VENDORS,
                new ListedEgress(),
                births),
            new ChannelAdministration(store, changes, store.channels(), store.providers(), births),
            new RouteAdministration(store, changes, store.routes(), store.channels(), births),
            new QuotaAdministration(
                store,
                changes,
                new QuotaAdministration.Stores(store.quotas(), store.keys()),
                new LocalQuotaLedger(clock),
                births)),
        births);
  }
}
