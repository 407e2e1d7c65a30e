package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.domain.access.Role;
import ai.lyss.runtime.e2e.openapi.IdField;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may call what, for every endpoint of the table: an endpoint that is new is in here without
 * anybody thinking of it.
 */
@Timeout(300)
@ExtendWith(AdminService.class)
final class EndpointSecurityIT {

  private static TwoTenants tenants;

  @BeforeAll
  static void make_two_tenants() {
    tenants = new TwoTenants();
  }

  @Test
  void lets_nobody_in_without_a_token() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      for (var token :
          new String[] {null, "sk-lyss-nobody0123456789nobody0123456789nobody01", "x"}) {
        refused(endpoint, call(endpoint, token));
      }
      for (var header : new String[] {"Basic YTpi", "Bearer", "Bearer ", "bearer\tx", "x"}) {
        refused(endpoint, call(endpoint, null, "Authorization", header));
      }
    }
  }

  private static void refused(Endpoint endpoint, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s", endpoint).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).as("%s", endpoint).isPresent();
  }

  @Test
  void lets_in_who_has_one_of_the_roles_and_nobody_else() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      for (var role : Role.values()) {
        var answer = call(endpoint, tenants.key(role));
        var as = assertThat(answer.statusCode()).as("%s as %s: %s", endpoint, role, answer.body());
        if (endpoint.roles().contains(role)) {
          as.isNotIn(401, 403).isLessThan(500);
        } else {
          as.isEqualTo(403);
        }
      }
    }
  }

  @Test
  void shows_nothing_of_another_tenant_where_no_thing_is_named() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      if (endpoint.verb() == Verb.GET
          && !endpoint.path().contains("{")
          && !IdField.collection(endpoint).equals("tenants")) {
        for (var role : endpoint.roles()) {
          var shown = call(endpoint, tenants.key(role)).body();
          for (var collection : TwoTenants.ofTenants()) {
            assertThat(shown)
                .as("%s as %s", endpoint, role)
                .doesNotContain(tenants.other().id(collection));
          }
        }
      }
    }
  }

  @Test
  void lets_nobody_but_a_platform_administrator_act_on_another_tenant() {
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION)) {
      for (var role : endpoint.roles()) {
        var key = tenants.key(role);
        var answer = call(endpoint, key, "x-lyss-tenant", tenants.other().tenant());
        var as = assertThat(answer.statusCode()).as("%s as %s: %s", endpoint, role, answer.body());
        if (role == Role.PLATFORM_ADMIN) {
          as.isNotIn(401, 403).isLessThan(500);
        } else {
          as.isEqualTo(403);
        }
        for (var unknown : new String[] {UUID.randomUUID().toString(), "nobody", "*"}) {
          assertThat(call(endpoint, key, "x-lyss-tenant", unknown).statusCode())
              .as("%s as %s on %s", endpoint, role, unknown)
              .isEqualTo(role == Role.PLATFORM_ADMIN ? 404 : 403);
        }
      }
    }
  }

  private static HttpResponse<String> call(
      Endpoint endpoint, @Nullable String key, String... headers) {
    var nobody = UUID.randomUUID().toString();
    return TwoTenants.call(endpoint, key, nobody, TwoTenants.emptyBody(endpoint), headers);
  }
}
