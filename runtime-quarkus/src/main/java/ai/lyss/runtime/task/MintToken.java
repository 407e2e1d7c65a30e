package ai.lyss.runtime.task;

import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.runtime.config.JwtConfig;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.start.EarlyConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Mints a token as an identity provider would, for development: with the secret of HS256 that the
 * service itself was given.
 */
final class MintToken implements OperatorTask {

  private static final String USER = "user";
  private static final String TENANT = "tenant";
  private static final String ROLE = "role";
  private static final String VALID_FOR = "valid-for";
  private static final String USAGE =
      "token [--user NAME] [--tenant ID|NAME] [--role ROLE]... [--valid-for 1h] [--url URL]";

  private final InstantSource clock;

  /** Mints tokens that begin now. */
  MintToken(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "token";
  }

  @Override
  public void run(List<String> given, PrintStream out, PrintStream told)
      throws TaskRefused, StartRefused {
    var once = Set.of(USER, TENANT, VALID_FOR, RunningService.URL);
    var arguments = Arguments.of(given, once, Set.of(ROLE), USAGE);
    arguments.words(0);
    var roles = roles(arguments);
    var lifetime = lifetime(arguments);
    var config = EarlyConfig.read();
    var secret = config.gateway().jwt().hs256Secret();
    if (secret.isEmpty()) {
      throw TaskRefused.failed(
          "lyss.jwt.hs256-secret: not set (expected: the text of at least 32 bytes that the service"
              + " was started with, for instance in LYSS_JWT_HS256_SECRET)");
    }
    var tenant =
        RunningService.of(config, arguments)
            .tenant(arguments.option(TENANT).orElse(config.gateway().bootstrap().tenant()));
    var claims = claims(config.gateway().jwt(), lifetime);
    claims.setSubject(arguments.option(USER).orElse("developer"));
    claims.setClaim("tenant_id", tenant);
    claims.setStringListClaim("groups", roles);
    out.println(signed(claims, secret.get()));
  }

  private static List<String> roles(Arguments arguments) throws TaskRefused {
    for (var role : arguments.all(ROLE)) {
      if (Role.ofWireName(role).isEmpty()) {
        var names = String.join(", ", Stream.of(Role.values()).map(Role::wireName).toList());
        throw TaskRefused.usage("--role " + role + " (expected: one of " + names + ")");
      }
    }
    return arguments.all(ROLE).isEmpty() ? List.of(Role.MEMBER.wireName()) : arguments.all(ROLE);
  }

  private static Duration lifetime(Arguments arguments) throws TaskRefused {
    var text = arguments.option(VALID_FOR).orElse("1h");
    try {
      var lifetime = DurationConverter.parseDuration(text);
      if (lifetime != null && lifetime.toSeconds() > 0) {
        return lifetime;
      }
    } catch (IllegalArgumentException _) {
      // Told below, like a duration that is none.
    }
    throw TaskRefused.usage("--valid-for " + text + " (expected: such as 15m, 1h or 7d)");
  }

  private JwtClaims claims(JwtConfig jwt, Duration lifetime) {
    var now = clock.instant().getEpochSecond();
    var claims = new JwtClaims();
    claims.setIssuedAt(NumericDate.fromSeconds(now));
    claims.setExpirationTime(NumericDate.fromSeconds(now + lifetime.toSeconds()));
    jwt.issuer().ifPresent(claims::setIssuer);
    jwt.audience().ifPresent(claims::setAudience);
    return claims;
  }

  private static String signed(JwtClaims claims, Secret secret) throws TaskRefused {
    var token = new JsonWebSignature();
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    token.setHeader("typ", "JWT");
    token.setPayload(claims.toJson());
    token.setKey(new HmacKey(secret.reveal().getBytes(StandardCharsets.UTF_8)));
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw TaskRefused.failed("the token cannot be signed: " + e.getMessage());
    }
  }
}
