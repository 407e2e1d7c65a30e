package ai.lyss.adapter.rest.caller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.ResourceMethod;
import ai.lyss.adapter.rest.problem.ProblemKind;
import ai.lyss.application.usecase.IdentifyCaller.Identity;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Seeds;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GateTest {

  private static final TenantId OWN = new TenantId(Seeds.id());
  private static final TenantId OTHER = new TenantId(Seeds.id());
  private static final ResourceMethod LIST_KEYS =
      Objects.requireNonNull(EndpointTable.SERVED.ofOperation("listKeys").getFirst().resource());

  /** A token is the name of a role, or of nobody. */
  private final Gate gate =
      new Gate(
          EndpointTable.SERVED,
          FixedCallers.identity(
              token ->
                  Role.ofWireName(token)
                      .<Identity>map(role -> new Identity.Known(caller(role)))
                      .orElseGet(() -> new Identity.Unknown("The key is not known."))),
          id -> id.equals(OTHER) ? Optional.of(new Tenant(id, "other", true)) : Optional.empty());

  @Test
  void lets_in_exactly_the_roles_of_the_table() {
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION)) {
      for (var role : Role.values()) {
        var method = Objects.requireNonNull(endpoint.resource());
        var decision = decided(method, "Bearer " + role.wireName(), null);

        if (endpoint.roles().contains(role)) {
          assertThat(decision).isEqualTo(new Gate.Decision.LetIn(caller(role), OWN));
        } else {
          assertThat(refused(decision))
              .as("%s %s", endpoint, role)
              .isEqualTo(ProblemKind.FORBIDDEN);
        }
      }
    }
  }

  @Test
  void challenges_who_presents_nothing_and_says_more_to_who_presents_a_bad_token() {
    assertThat(decided(LIST_KEYS, null, null))
        .isInstanceOfSatisfying(
            Gate.Decision.Unauthenticated.class,
            decision -> assertThat(decision.challenge()).isEqualTo("Bearer"));
    assertThat(decided(LIST_KEYS, "Basic dGVzdA==", null))
        .isInstanceOf(Gate.Decision.Unauthenticated.class);
    assertThat(decided(LIST_KEYS, "Bearer nobody", null))
        .isEqualTo(
            new Gate.Decision.Unauthenticated(
                "Bearer error=\"invalid_token\"", "The key is not known."));
  }

  @Test
  void is_closed_for_a_method_that_is_not_in_the_table() {
    var stray = new ResourceMethod(LIST_KEYS.className(), "stray");

    assertThat(decided(stray, "Bearer platform-admin", null))
        .isEqualTo(new Gate.Decision.NotInTable());
  }

  @Test
  void lets_a_platform_administrator_act_on_another_tenant() {
    assertThat(asked("platform-admin", OTHER.toString()))
        .isEqualTo(new Gate.Decision.LetIn(caller(Role.PLATFORM_ADMIN), OTHER));
  }

  @Test
  void does_not_find_tenants_that_are_not_there() {
    assertThat(refused(asked("platform-admin", Seeds.id().toString())))
        .isEqualTo(ProblemKind.NOT_FOUND);
    assertThat(refused(asked("platform-admin", "1-1-1-1-1"))).isEqualTo(ProblemKind.NOT_FOUND);
    assertThat(refused(asked("platform-admin", ""))).isEqualTo(ProblemKind.NOT_FOUND);
  }

  @Test
  void keeps_everybody_else_within_the_own_tenant_whether_the_other_is_there_or_not() {
    for (var other : Set.of(OTHER.toString(), Seeds.id().toString(), "zz")) {
      assertThat(refused(asked("tenant-admin", other))).as(other).isEqualTo(ProblemKind.FORBIDDEN);
    }
    assertThat(asked("tenant-admin", OWN.toString().toUpperCase(Locale.ROOT)))
        .isEqualTo(new Gate.Decision.LetIn(caller(Role.TENANT_ADMIN), OWN));
  }

  private Gate.Decision decided(
      ResourceMethod method, @Nullable String authorization, @Nullable String tenant) {
    var decisions = new ArrayList<Gate.Decision>();
    gate.decide(method, authorization, tenant, decisions::add);
    assertThat(decisions).hasSize(1);
    return decisions.getFirst();
  }

  private Gate.Decision asked(String token, @Nullable String tenant) {
    return decided(LIST_KEYS, "Bearer " + token, tenant);
  }

  private static ProblemKind refused(Gate.Decision decision) {
    assertThat(decision).isInstanceOf(Gate.Decision.Refused.class);
    return ((Gate.Decision.Refused) decision).kind();
  }

  private static Caller caller(Role role) {
    return new Caller(OWN, null, null, Set.of(role), null);
  }
}
