package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.docs.Page;
import ai.lyss.runtime.e2e.AdminClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The calls that the documents show, run as they stand there by a shell. */
@Timeout(120)
@ExtendWith(AdminService.class)
final class DocumentedCallsIT {

  private static final String THERE = "http://localhost:8080";

  @TempDir Path folder;

  private final Map<String, String> variables = new HashMap<>();

  @Test
  void the_calls_of_administration_do_what_they_say() throws Exception {
    var examples = Page.of("docs/administration.md").examples();
    variables.put("KEY", AdminService.key(AdminService.tenant(), "tenant-admin"));

    variables.put("PROVIDER", made(run(examples.get("provider"))));
    assertThat(run(examples.get("provider-test")).getBoolean("ok")).isTrue();
    var channel = run(examples.get("channel"));
    variables.put("CHANNEL", made(channel));
    assertThat(channel.getLong("version")).isZero();
    made(run(examples.get("route")));
    var key = run(examples.get("key"));
    variables.put("SOMEBODY", made(key));
    AdminClient.await(Duration.ofSeconds(5), () -> chat(key.getString("key")) == 200);
    assertThat(run(examples.get("change")).getInteger("weight")).isEqualTo(50);
    assertThat(shell(examples.get("change"))).as("the same once more").contains("\"status\":412");
    assertThat(shell(examples.get("disable"))).contains("\"enabled\":false", "\"enabled\":true");
    assertThat(run(examples.get("list")).getJsonArray("items")).hasSize(1);
    assertThat(shell(examples.get("revoke"))).isEmpty();
    AdminClient.await(Duration.ofSeconds(5), () -> chat(key.getString("key")) == 401);
  }

  @Test
  void the_bodies_of_administration_are_taken() {
    var tenant = AdminService.tenant();
    var body = new JsonObject(Page.of("docs/administration.md").examples().get("route-body"));
    AdminService.client().create("/api/v1/routes", body, "x-lyss-tenant", tenant);
  }

  @Test
  void the_calls_of_the_readme_do_what_they_say() throws Exception {
    var examples = Page.of("README.md").examples();
    Files.createDirectory(folder.resolve(".lyss"));
    Files.writeString(folder.resolve(".lyss/admin.key"), AdminClient.FIRST_KEY);
    assertThat(run(examples.get("curl")).getJsonArray("choices")).hasSize(1);

    variables.put("KEY", AdminService.key(AdminService.tenant(), "tenant-admin"));
    var provider = made(run(examples.get("provider")));
    made(run(examples.get("channel").replace("ID-OF-THE-PROVIDER", provider)));
  }

  private static int chat(String key) {
    var body =
        "{\"model\": \"house-model\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}";
    return AdminService.client().sendAs(key, "POST", "/v1/chat/completions", body).statusCode();
  }

  private static String made(JsonObject answer) {
    assertThat(answer.getString("id")).as(answer.encode()).isNotNull();
    return answer.getString("id");
  }

  private JsonObject run(String example) throws IOException, InterruptedException {
    return new JsonObject(shell(example));
  }

  private String shell(String example) throws IOException, InterruptedException {
    var address = AdminService.process().base().toString();
    var shell =
        new ProcessBuilder("bash", "-euc", example.replace(THERE, address))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    shell.environment().putAll(variables);
    var running = shell.start();
    var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).as("%s%n%s", example, printed).isZero();
    return printed;
  }
}
