package ai.lyss.runtime.e2e.admin;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Role;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The collection of API keys, and what their bearers may give on. */
final class KeysIT extends PagesContract {

  KeysIT() {
    super("keys");
  }

  @Override
  String table() {
    return "api_keys";
  }

  @Override
  List<String> columns() {
    return List.of(
        "digest", "'\\x' || encode(sha256(convert_to(n || 'of a page', 'UTF8')), 'hex')");
  }

  @Test
  void shows_a_key_once_and_never_again() {
    var made = collection().make();
    assertThat(made.getString("key")).startsWith("sk-lyss-");
    assertThat(made.getString("hint"))
        .isEqualTo("…" + made.getString("key").substring(made.getString("key").length() - 4));
    var id = made.getString("id");
    assertThat(collection().read(id).containsKey("key")).isFalse();
    var path = collection().path() + "/" + id;
    var patched = client().send("PATCH", path, "{\"roles\": [\"viewer\"]}", header());
    assertThat(json(patched, 200).containsKey("key")).isFalse();
    assertThat(collection().all().encode()).doesNotContain(made.getString("key"));
  }

  @Test
  void revokes_for_ever() {
    var path = collection().path() + "/" + collection().make().getString("id");
    for (int i = 0; i < 2; i++) {
      assertThat(client().send("DELETE", path, null, header()).statusCode()).isEqualTo(204);
    }
    assertThat(json(client().send("GET", path, null, header()), 200).getString("revoked_at"))
        .isNotNull();
    assertThat(client().send("PATCH", path, "{}", header()).statusCode()).isEqualTo(409);
  }

  @Test
  void lets_nobody_give_more_than_they_have() {
    var admin = collection().key(Role.TENANT_ADMIN);
    for (var role : Role.values()) {
      var body =
          new JsonObject(collection().body().toString()).put("roles", List.of(role.wireName()));
      var answer = client().sendAs(admin, "POST", collection().path(), body.encode());
      assertThat(answer.statusCode())
          .as("%s", role)
          .isEqualTo(role == Role.PLATFORM_ADMIN ? 400 : 201);
    }
    var path = collection().path() + "/" + collection().make().getString("id");
    var more = client().sendAs(admin, "PATCH", path, "{\"roles\": [\"platform-admin\"]}");
    assertThat(more.statusCode()).isEqualTo(400);
    assertThat(more.body()).contains("\"/roles/0\"", "forbidden");
  }

  private String[] header() {
    return collection().own().header();
  }
}
