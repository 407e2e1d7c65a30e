package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One mock, and one running service with a provider of every vendor that it plays, for all test
 * classes of this package; both end after the last of them. Each request is attempted once, so that
 * callers see every failure of the mock.
 */
final class MockedService implements BeforeAllCallback {

  static final String KEY = AdminClient.FIRST_KEY;

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(MockedService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> SETTINGS =
      Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", KEY, "LYSS_PROXY_MAX_ATTEMPTS", "1");

  private static Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  static Aimock aimock() {
    return running.aimock();
  }

  static ServiceProcess process() {
    return running.process();
  }

  /** Returns the service's URL, without a slash at the end. */
  static String address() {
    return running.process().base().toString();
  }

  private record Running(Aimock aimock, ServiceProcess process, Path folder)
      implements AutoCloseable {

    static Running start() {
      try {
        var folder = Files.createTempDirectory("lyss-mocked");
        var process = ServiceProcess.start(folder.resolve("state"), SETTINGS);
        return mocked(process, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The service starts while the mock does; what is started ends if the rest fails. */
    private static Running mocked(ServiceProcess process, Path folder) throws IOException {
      Aimock aimock = null;
      try {
        aimock = Aimock.start();
        configure(process, aimock.address());
        return new Running(aimock, process, folder);
      } catch (IOException | RuntimeException | Error e) {
        process.close();
        if (aimock != null) {
          aimock.close();
        }
        throw e;
      }
    }

    private static void configure(ServiceProcess process, String address) {
      try (var admin = new AdminClient(process.base())) {
        for (var vendor : Mocked.values()) {
          var provider = admin.create("/api/v1/providers", vendor.provider(address));
          admin.create("/api/v1/channels", vendor.channel(provider.getString("id")));
        }
        var last = Mocked.OLLAMA.model(Scenario.CUT, Mocked.CALLERS.getLast());
        AdminClient.await(
            PATIENCE, () -> admin.send("GET", "/v1/models/" + last, null).statusCode() == 200);
      }
    }

    @Override
    public void close() throws IOException {
      process.close();
      aimock.close();
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
