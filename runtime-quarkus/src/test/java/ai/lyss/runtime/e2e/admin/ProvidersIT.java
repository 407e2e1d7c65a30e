package ai.lyss.runtime.e2e.admin;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The collection of providers, and their secrets. */
final class ProvidersIT extends PagesContract {

  ProvidersIT() {
    super("providers");
  }

  @Test
  void keeps_the_secret_of_a_provider_that_is_changed_and_never_shows_it() {
    var header = collection().own().header();
    var made =
        client()
            .create(
                collection().path(),
                new JsonObject(
                    """
                    {"name": "changing", "vendor": "openai",
                     "credential": {"api_key": "sk-first-00aaaa"},
                     "settings": {"organization": "o", "project": "p"}}
                    """),
                header);
    var path = collection().path() + "/" + made.getString("id");
    assertThat(made.getJsonObject("credential").getBoolean("set")).isTrue();
    assertThat(made.getJsonObject("credential").getString("key_id")).isNotBlank();
    assertThat(hint(made)).isEqualTo("…aaaa");

    var put = "{\"name\": \"put\", \"vendor\": \"openai\", \"enabled\": false}";
    var replaced = json(client().send("PUT", path, put, header), 200);
    assertThat(replaced.getBoolean("enabled")).isFalse();
    assertThat(replaced.getJsonObject("settings")).isEmpty();
    assertThat(hint(replaced)).isEqualTo("…aaaa");

    var patch = "{\"settings\": {\"project\": \"q\"}, \"enabled\": null}";
    var patched = json(client().send("PATCH", path, patch, merging(header)), 200);
    assertThat(patched.getJsonObject("settings")).isEqualTo(new JsonObject("{\"project\": \"q\"}"));
    assertThat(patched.getBoolean("enabled")).as("back to what is usual").isTrue();
    assertThat(hint(patched)).isEqualTo("…aaaa");

    var secret = "{\"credential\": {\"api_key\": \"sk-second-0bbbb\"}}";
    assertThat(hint(json(client().send("PATCH", path, secret, header), 200))).isEqualTo("…bbbb");
    assertThat(client().send("PATCH", path, "{\"credential\": null}", header).statusCode())
        .as("a vendor that needs one")
        .isEqualTo(400);
    assertThat(client().send("GET", path, null, header).body())
        .doesNotContain("sk-first", "sk-second");
  }

  @Test
  void keeps_a_provider_that_a_channel_uses() {
    var own = collection().own();
    own.make("channels");
    var path = collection().path() + "/" + own.id("providers");
    assertThat(client().send("DELETE", path, null, own.header()).statusCode()).isEqualTo(409);
    json(client().send("GET", path, null, own.header()), 200);
  }

  private static String hint(JsonObject provider) {
    return provider.getJsonObject("credential").getString("hint");
  }

  private static String[] merging(String[] header) {
    return new String[] {header[0], header[1], "Content-Type", "application/merge-patch+json"};
  }
}
