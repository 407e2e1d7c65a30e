package ai.lyss.runtime.wiring;

import ai.lyss.adapter.provider.http.content.GuardedFetch;
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
import java.time.Duration;

/** How tokens of an identity provider are checked; JAX-RS asks before there is a configuration. */
final class Tokens {

  private static final String ACCEPTED = "application/jwk-set+json, application/json";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Produces
  @ApplicationScoped
  CallerTokens tokens(GatewayConfig config, GuardedFetch documents, RelayClock clock) {
    var jwt = config.jwt();
    return new JwtTokens(
        jwt.hs256Secret().orElse(null),
        jwt.rs256PublicKey().map(key -> keys(key, documents, clock)).orElse(RsaKeys.NONE),
        new TokenRules(jwt.issuer().orElse(null), jwt.audience().orElse(null), jwt.leeway()),
        clock.wall());
  }

  private static RsaKeys keys(String given, GuardedFetch documents, RelayClock clock) {
    return FixedRsaKey.isPem(given)
        ? FixedRsaKey.ofPem(given)
        : new PublishedRsaKeys(place(given, documents), clock.nanos());
  }

  /** Returns a place whose document is fetched through the egress guard. */
  static KeyPlace place(String given, GuardedFetch documents) {
    return new KeyPlace(
        given, url -> documents.document(url, ACCEPTED, KeyPlace.MOST_BYTES, PATIENCE));
  }
}
