package ai.lyss.runtime.e2e.admin;

import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One running service for all test classes of this package, ended after the last of them. Each
 * class makes tenants of its own in it.
 */
final class AdminService implements BeforeAllCallback {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(AdminService.class);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  static ServiceProcess process() {
    return running.process();
  }

  static AdminClient client() {
    return running.client();
  }

  /** Returns a number that no other caller gets. */
  static int number() {
    return NUMBERS.incrementAndGet();
  }

  /** Makes a tenant that can be acted on at once, and returns its id. */
  static String tenant() {
    var name = "{\"name\": \"tenant-" + number() + "\"}";
    var made = AdminClient.json(client().send("POST", "/api/v1/tenants", name), 201);
    var id = made.getString("id");
    AdminClient.await(
        PATIENCE,
        () -> client().send("GET", "/api/v1/keys", null, "x-lyss-tenant", id).statusCode() == 200);
    return id;
  }

  /** Makes a key of a tenant with these roles that works at once, and returns it. */
  static String key(String tenant, String... roles) {
    var key = client().keyOf(tenant, "key-" + number(), roles);
    AdminClient.await(
        PATIENCE, () -> client().sendAs(key, "GET", "/v1/models", null).statusCode() == 200);
    return key;
  }

  private record Running(ServiceProcess process, AdminClient client, Path folder)
      implements AutoCloseable {

    static Running start() {
      try {
        var folder = Files.createTempDirectory("lyss-administration");
        var process =
            ServiceProcess.ready(
                folder.resolve("state"), Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY));
        return new Running(process, new AdminClient(process.base()), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      process.close();
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
