package ai.lyss.runtime.start;

import ai.lyss.domain.access.Secret;
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

  /**
   * Returns the first key, given or generated here; empty when it was neither, or this process may
   * not read the file.
   */
  public static Optional<Secret> read(GatewayConfig config) {
    return config.bootstrap().adminKey().or(() -> text(config.home().resolve(NAME)));
  }

  private static Optional<Secret> text(Path file) {
    try {
      return Optional.of(Secret.of(Files.readString(file).strip()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean holds(Path file, String key) {
    return text(file).filter(kept -> kept.reveal().equals(key)).isPresent();
  }
}
