package ai.lyss.adapter.rest.caller.token;

import ai.lyss.domain.access.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.InvalidJwtSignatureException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens signed with HS256 or RS256, each algorithm with its own key: a token that names
 * one is never checked with the key of the other. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725</a>
 */
public final class JwtTokens implements CallerTokens {

  private static final int MOST_LENGTH = 16 << 10;
  private static final TokenCheck MALFORMED = new TokenCheck.Invalid("The token is malformed.");
  private static final TokenCheck ALGORITHM =
      new TokenCheck.Invalid("The token's algorithm is not accepted.");
  private static final TokenCheck SIGNATURE =
      new TokenCheck.Invalid("The token's signature does not fit.");

  private final @Nullable HmacKey secret;
  private final RsaKeys keys;
  private final TokenRules rules;
  private final InstantSource clock;
  private final CheckedTokens checked = new CheckedTokens();

  /**
   * Takes tokens signed with these keys.
   *
   * @param secret the key of HS256; null when that is not accepted
   * @param keys the keys of RS256
   * @param clock against which the token's times are held
   */
  public JwtTokens(@Nullable Secret secret, RsaKeys keys, TokenRules rules, InstantSource clock) {
    this.secret =
        secret == null ? null : new HmacKey(secret.reveal().getBytes(StandardCharsets.UTF_8));
    this.keys = keys;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void check(String token, Consumer<TokenCheck> answer) {
    if (token.length() > MOST_LENGTH) {
      answer.accept(MALFORMED);
      return;
    }
    long version = keys.version();
    var known = checked.find(token, version, clock.instant());
    if (known != null) {
      answer.accept(new TokenCheck.Valid(known));
      return;
    }
    var signature = new JsonWebSignature();
    String algorithm;
    String id;
    try {
      signature.setCompactSerialization(token);
      algorithm = signature.getAlgorithmHeaderValue();
      id = signature.getKeyIdHeaderValue();
    } catch (JoseException | ClassCastException malformed) { // a header of another type is cast
      answer.accept(MALFORMED);
      return;
    }
    switch (algorithm) {
      case AlgorithmIdentifiers.HMAC_SHA256 ->
          answer.accept(
              secret == null ? ALGORITHM : signed(token, algorithm, List.of(secret), version));
      case AlgorithmIdentifiers.RSA_USING_SHA256 ->
          keys.find(
              id, found -> answer.accept(signed(token, algorithm, found.keys(), found.version())));
      case null, default -> answer.accept(ALGORITHM);
    }
  }

  private TokenCheck signed(
      String token, String algorithm, List<? extends Key> candidates, long version) {
    for (var key : candidates) {
      try {
        var read = TokenClaimsReading.of(consumer(algorithm, key).build().processToClaims(token));
        if (read instanceof TokenCheck.Valid valid) {
          checked.keep(token, valid.claims(), version, clock.instant());
        }
        return read;
      } catch (InvalidJwtSignatureException tryNext) {
        // another key of the set may fit
      } catch (InvalidJwtException refused) {
        return TokenClaimsReading.refusal(refused);
      } catch (ClassCastException malformed) {
        return MALFORMED;
      }
    }
    return SIGNATURE;
  }

  private JwtConsumerBuilder consumer(String algorithm, Key key) {
    int leeway = (int) rules.leeway().toSeconds();
    var consumer =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
            .setVerificationKey(key)
            .setRequireExpirationTime()
            .setRequireSubject()
            .setAllowedClockSkewInSeconds(leeway)
            .setIssuedAtRestrictions(0, Integer.MAX_VALUE) // the skew comes on top
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    if (rules.issuer() != null) {
      consumer.setExpectedIssuer(rules.issuer());
    }
    if (rules.audience() != null) {
      consumer.setExpectedAudience(rules.audience());
    } else {
      consumer.setSkipDefaultAudienceValidation();
    }
    return consumer;
  }
}
