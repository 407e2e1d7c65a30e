package ai.lyss.runtime.e2e.admin;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of connections, which really call the vendor. */
@Timeout(120)
@ExtendWith(AdminService.class)
final class ConnectionTestsIT {

  private static final String SECRET = "vendor-secret-0123456789";

  private final Things own = new Things(AdminService.tenant());

  @Test
  void asks_the_simulator_without_any_network() {
    var path = Things.path("providers") + "/" + own.id("providers");
    var tested = json(AdminService.client().send("POST", path + "/test", null, own.header()), 200);
    assertThat(tested.getBoolean("ok")).isTrue();
    assertThat(tested.getJsonArray("models")).containsExactly("simulator");
    assertThat(tested.getValue("error")).isNull();
  }

  @Test
  void calls_vendors_and_remembers_what_came_of_it() {
    var client = AdminService.client();
    try (var vendor = StubVendor.start()) {
      vendor.next(
          StubAnswer.json(200, "{\"data\": [{\"id\": \"a\"}]}"),
          StubAnswer.json(401, "{\"error\": {\"message\": \"No " + SECRET + "\"}}"));
      var provider = provider(vendor);
      var channel = channel(provider);
      var path = Things.path("providers") + "/" + provider;

      var good = json(client.send("POST", path + "/test", null, own.header()), 200);
      assertThat(good.getJsonArray("models")).containsExactly("a");
      var ofChannel = Things.path("channels") + "/" + channel + "/test";
      var refused = json(client.send("POST", ofChannel, null, own.header()), 200);
      assertThat(refused.getBoolean("ok")).isFalse();
      assertThat(refused.getJsonObject("error"))
          .isEqualTo(
              new JsonObject("{\"type\":\"unauthorized\",\"message\":\"No ***\",\"status\":401}"));
      var remembered = client.read(path + "/tests", own.header()).getJsonArray("items");
      assertThat(remembered).hasSize(2);
      assertThat(remembered.getJsonObject(0).getString("channel_id")).isEqualTo(channel);
      assertThat(remembered.encode()).doesNotContain(SECRET);
    }
  }

  private String provider(StubVendor vendor) {
    var body =
        new JsonObject()
            .put("name", "tested-stub")
            .put("vendor", "openai-compatible")
            .put("base_url", vendor.baseUrl().toString())
            .put("credential", new JsonObject().put("api_key", SECRET));
    return AdminService.client()
        .create(Things.path("providers"), body, own.header())
        .getString("id");
  }

  private String channel(String provider) {
    var body =
        new JsonObject()
            .put("name", "tested-stub")
            .put("provider_id", provider)
            .put("models", new JsonArray().add(new JsonObject().put("name", "a")));
    return AdminService.client()
        .create(Things.path("channels"), body, own.header())
        .getString("id");
  }
}
