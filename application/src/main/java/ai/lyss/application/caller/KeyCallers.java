package ai.lyss.application.caller;

import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.port.KeyDigests;
import java.time.InstantSource;

/**
 * Knows callers by API key. The key's digest is looked up in the live configuration, so that a
 * revoked key stops working with the next swap, and an expired one at its very moment.
 */
public final class KeyCallers implements IdentifyCaller {

  private static final int MAX_LENGTH = 256;
  private static final Identity UNKNOWN = new Identity.Unknown("Incorrect API key provided.");
  private static final Identity EXPIRED = new Identity.Unknown("The API key has expired.");

  private final KeyDigests digests;
  private final LiveConfiguration configuration;
  private final InstantSource clock;

  /** Knows the keys of this configuration. */
  public KeyCallers(KeyDigests digests, LiveConfiguration configuration, InstantSource clock) {
    this.digests = digests;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  public Identity byToken(String token) {
    if (!token.startsWith(ApiKey.PREFIX) || token.length() > MAX_LENGTH) {
      return UNKNOWN;
    }
    var known = configuration.current().keys().get(digests.digest(token));
    if (known == null) {
      return UNKNOWN;
    }
    return known.key().worksAt(clock.instant())
        ? new Identity.Known(known.key().caller())
        : EXPIRED;
  }
}
