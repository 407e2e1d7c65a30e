package ai.lyss.runtime.start;

import ai.lyss.adapter.rest.caller.token.FixedRsaKey;
import ai.lyss.adapter.rest.caller.token.KeyPlace;
import ai.lyss.runtime.config.JwtConfig;
import ai.lyss.runtime.config.StartRefused;
import io.quarkus.runtime.configuration.ConfigUtils;

/** Looks at the keys of tokens before anything is started. */
final class TokenKeys {

  private static final String KEY = "lyss.jwt.rs256-public-key";

  private TokenKeys() {}

  /** Refuses a key that cannot be read, and in prod one that would take everybody's tokens. */
  static void check(JwtConfig jwt) throws StartRefused {
    var key = jwt.rs256PublicKey();
    if (key.isEmpty()) {
      return;
    }
    if (ConfigUtils.isProfileActive("prod") && jwt.audience().isEmpty()) {
      throw new StartRefused(
          "lyss.jwt.audience: not set (expected: the audience of this service's tokens, since "
              + KEY
              + " is set in prod: without it a token meant for another service opens this one)");
    }
    try {
      var text = key.get();
      if (FixedRsaKey.isPem(text)) {
        FixedRsaKey.ofPem(text);
      } else {
        KeyPlace.check(text);
      }
    } catch (IllegalArgumentException e) {
      throw new StartRefused(KEY + ": " + e.getMessage());
    }
  }
}
