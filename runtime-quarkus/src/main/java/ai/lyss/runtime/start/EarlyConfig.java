package ai.lyss.runtime.start;

import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.StartRefused;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.source.yaml.YamlConfigSourceLoader;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration as Quarkus will see it, read before Quarkus runs: the store has to be there
 * first, and a wrong value should stop the start before anything was started.
 */
public final class EarlyConfig {

  private static final String PORT = "quarkus.http.port";
  private static final String DRAIN = "quarkus.shutdown.timeout";

  private final SmallRyeConfig config;

  private EarlyConfig(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads and checks it.
   *
   * @throws StartRefused when a value is wrong
   */
  public static EarlyConfig read() throws StartRefused {
    try {
      var config =
          new EarlyConfig(
              ConfigUtils.configBuilder()
                  .withSources(new YamlConfigSourceLoader.InFileSystem())
                  .withSources(new YamlConfigSourceLoader.InClassPath())
                  .withMapping(GatewayConfig.class)
                  .build());
      config.checkPort();
      config.checkDrain();
      return config;
    } catch (ConfigValidationException e) {
      throw new StartRefused(ConfigProblems.lines(e));
    }
  }

  private void checkPort() throws StartRefused {
    var port = text(PORT).orElse("8080").strip();
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new StartRefused(PORT + ": " + port + " (expected: a port from 0 to 65535)");
    }
  }

  private void checkDrain() throws StartRefused {
    try {
      drain();
    } catch (IllegalArgumentException wrong) {
      throw new StartRefused(
          DRAIN + ": " + text(DRAIN).orElse("") + " (expected: a duration, such as 30s or 10m)");
    }
  }

  /** Returns the gateway's own settings. */
  public GatewayConfig gateway() {
    return config.getConfigMapping(GatewayConfig.class);
  }

  /** Returns how long running relays may go on after the process was asked to stop. */
  Duration drain() {
    return config
        .getOptionalValue(DRAIN, String.class)
        .map(DurationConverter::parseDuration)
        .orElse(Duration.ZERO);
  }

  /** Returns the text of any setting; empty when it is not set. */
  public Optional<String> text(String key) {
    return config.getOptionalValue(key, String.class).filter(text -> !text.isBlank());
  }
}
