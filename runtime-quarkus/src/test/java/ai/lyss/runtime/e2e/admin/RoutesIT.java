package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The collection of routes, and where they lead. */
final class RoutesIT extends PagesContract {

  RoutesIT() {
    super("routes");
  }

  @Test
  void refuses_routes_in_a_circle() {
    var header = collection().own().header();
    client()
        .create(
            collection().path(),
            new JsonObject("{\"model\": \"one\", \"fallback_models\": [\"two\"]}"),
            header);
    var back =
        client()
            .send(
                "POST",
                collection().path(),
                "{\"model\": \"two\", \"fallback_models\": [\"one\"]}",
                header);
    assertThat(back.statusCode()).isEqualTo(400);
    assertThat(back.body()).contains("circular", "two -> one -> two");
  }

  @Test
  void keeps_a_channel_that_a_route_names() {
    var own = collection().own();
    var channel = own.make("channels").getString("id");
    var route = collection().body();
    route.withObject("channels").removeAll().putArray("ids").add(channel);
    client().create(collection().path(), new JsonObject(route.toString()), own.header());
    var path = Things.path("channels") + "/" + channel;
    assertThat(client().send("DELETE", path, null, own.header()).statusCode()).isEqualTo(409);
  }
}
