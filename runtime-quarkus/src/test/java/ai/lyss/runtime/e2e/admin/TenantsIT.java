package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The collection of tenants. */
final class TenantsIT extends PagesContract {

  TenantsIT() {
    super("tenants");
  }

  @Override
  boolean isOfTenants() {
    return false;
  }

  @Test
  void lets_nobody_disable_the_tenant_they_call_for() {
    var found = client().read("/api/v1/tenants?name=default").getJsonArray("items");
    var path = "/api/v1/tenants/" + found.getJsonObject(0).getString("id");
    assertThat(client().send("POST", path + "/disable", null).statusCode()).isEqualTo(409);
    assertThat(client().send("PATCH", path, "{\"enabled\": false}").statusCode()).isEqualTo(409);
    assertThat(client().read(path).getBoolean("enabled")).isTrue();
  }
}
