package ai.lyss.runtime.wiring;

import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.adapter.rest.caller.token.FixedRsaKey;
import ai.lyss.adapter.rest.caller.token.JwtTokens;
import ai.lyss.adapter.rest.caller.token.KeyPlace;
import ai.lyss.adapter.rest.caller.token.PublishedRsaKeys;
import ai.lyss.adapter.rest.caller.token.RsaKeys;
import ai.lyss.adapter.rest.caller.token.TokenRules;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.runtime.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** How tokens of an identity provider are checked; JAX-RS asks before there is a configuration. */
final class Tokens {

  @Produces
  @ApplicationScoped
  CallerTokens tokens(GatewayConfig config, RelayClock clock) {
    var jwt = config.jwt();
    return new JwtTokens(
        jwt.hs256Secret().orElse(null),
        jwt.rs256PublicKey().map(key -> keys(key, clock)).orElse(RsaKeys.NONE),
        new TokenRules(jwt.issuer().orElse(null), jwt.audience().orElse(null), jwt.leeway()),
        clock.wall());
  }

  private static RsaKeys keys(String given, RelayClock clock) {
    return FixedRsaKey.isPem(given)
        ? FixedRsaKey.ofPem(given)
        : new PublishedRsaKeys(new KeyPlace(given), clock.nanos());
  }
}
