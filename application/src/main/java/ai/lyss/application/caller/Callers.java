package ai.lyss.application.caller;

import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TokenClaims;
import ai.lyss.domain.port.KeyDigests;
import java.time.InstantSource;

/**
 * Knows callers by what they present, against the live configuration: a key's digest and a token's
 * tenant are looked up in it at every call. So a revoked key and a disabled tenant are shut out
 * with the next swap, however long a token lasts, and an expired key at its very moment.
 */
public final class Callers implements IdentifyCaller {

  private static final int MAX_LENGTH = 256;
  private static final Identity UNKNOWN = new Identity.Unknown("Incorrect API key provided.");
  private static final Identity EXPIRED = new Identity.Unknown("The API key has expired.");
  private static final Identity NO_TENANT =
      new Identity.Unknown("The token's tenant does not exist or is disabled.");

  private final KeyDigests digests;
  private final LiveConfiguration configuration;
  private final InstantSource clock;

  /** Knows the keys and tenants of this configuration. */
  public Callers(KeyDigests digests, LiveConfiguration configuration, InstantSource clock) {
    this.digests = digests;
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  public Identity byKey(String key) {
    if (!key.startsWith(ApiKey.PREFIX) || key.length() > MAX_LENGTH) {
      return UNKNOWN;
    }
    var known = configuration.current().keys().get(digests.digest(key));
    if (known == null) {
      return UNKNOWN;
    }
    return known.key().worksAt(clock.instant())
        ? new Identity.Known(known.key().caller())
        : EXPIRED;
  }

  @Override
  public Identity byClaims(TokenClaims claims) {
    return configuration.current().tenants().contains(claims.tenant())
        ? new Identity.Known(new Caller(claims.tenant(), null, claims.user(), claims.roles(), null))
        : NO_TENANT;
  }
}
