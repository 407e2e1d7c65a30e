package ai.lyss.runtime.e2e;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Makes channels beside the one that a stubbed service has, through REST. */
final class FurtherChannel {

  private FurtherChannel() {}

  /** Makes a channel to the stub vendor for a model of its own, whose answers are drained. */
  static void draining(StubbedService service, String model) {
    var all = new JsonObject(service.get("/api/v1/providers").body()).getJsonArray("items");
    for (int i = 0; i < all.size(); i++) {
      var provider = all.getJsonObject(i);
      if (provider.getString("name").equals("stub")) {
        make(service, channel(model, provider).put("on_disconnect", "drain"));
      }
    }
  }

  /** Makes a provider with this base URL, and a channel to it for a model of its own. */
  static void to(URI base, StubbedService service, String model) {
    of("openai-compatible", base, service, model);
  }

  /** Does the same with a provider of this vendor. */
  static void of(String vendor, URI base, StubbedService service, String model) {
    var provider =
        service.create(
            "/api/v1/providers",
            new JsonObject()
                .put("name", model)
                .put("vendor", vendor)
                .put("base_url", base.toString())
                .put("credential", new JsonObject().put("api_key", "vendor-secret-0123456789")));
    make(service, channel(model, provider));
  }

  private static JsonObject channel(String model, JsonObject provider) {
    return new JsonObject()
        .put("name", model)
        .put("provider_id", provider.getString("id"))
        .put("models", new JsonArray().add(new JsonObject().put("name", model)));
  }

  private static void make(StubbedService service, JsonObject channel) {
    service.create("/api/v1/channels", channel);
    var model = channel.getString("name");
    service.await(() -> service.get("/v1/models/" + model).statusCode() == 200);
  }
}
