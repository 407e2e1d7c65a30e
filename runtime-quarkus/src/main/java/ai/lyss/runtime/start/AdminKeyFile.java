package ai.lyss.runtime.start;

import ai.lyss.runtime.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in the state folder that holds the first key where it was generated and not given. Only
 * its owner may read it, as the master key beside it.
 */
public final class AdminKeyFile {

  static final String NAME = "admin.key";

  private AdminKeyFile() {}

  /** Returns where it is; empty when the first key was given or there is none. */
  public static Optional<Path> of(GatewayConfig config) {
    var file = config.home().resolve(NAME);
    return config.bootstrap().adminKey().filter(key -> holds(file, key.reveal())).map(key -> file);
  }

  private static boolean holds(Path file, String key) {
    try {
      return Files.readString(file).strip().equals(key);
    } catch (IOException _) {
      return false;
    }
  }
}
