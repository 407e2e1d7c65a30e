package ai.lyss.adapter.rest.caller.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.caller.token.CallerTokens.TokenCheck;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.access.TokenClaims;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens open the door, and the usual attacks on it. */
final class JwtTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long AT = NOW.getEpochSecond();
  private static final UUID TENANT = UUID.fromString("01a20700-3bf4-7e0a-9d8e-9811f125fe30");
  private static final KeyPair KEYS = Minted.keys(2048);
  private static final KeyPair OTHERS = Minted.keys(2048);

  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final JwtTokens tokens =
      new JwtTokens(
          Secret.of(Minted.SECRET),
          FixedRsaKey.ofPem(Minted.pem(KEYS)),
          new TokenRules("https://issuer", "lyss", Duration.ofSeconds(30)),
          clock);

  private static String claims(String more) {
    return ("{\"iss\":\"https://issuer\",\"aud\":[\"lyss\",\"other\"],\"sub\":\"ada\",\"exp\":%d,"
            + "\"iat\":%d,\"tenant_id\":\"%s\",\"groups\":[\"member\",\"staff\",7]%s}")
        .formatted(AT + 600, AT - 5, TENANT, more);
  }

  private static String with(String name, String value) {
    return claims("")
        .replaceFirst(
            "\"" + name + "\":(\"[^\"]*\"|\\[[^]]*]|[0-9]+)", "\"" + name + "\":" + value);
  }

  private static String without(String name) {
    return with(name, "0").replace("\"" + name + "\":0,", "").replace(",\"" + name + "\":0", "");
  }

  private TokenCheck check(String token) {
    return check(tokens, token);
  }

  private static TokenCheck check(JwtTokens tokens, String token) {
    var answers = new ArrayList<TokenCheck>();
    tokens.check(token, answers::add);
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  @Test
  void takes_good_tokens_of_both_algorithms_at_once() {
    var expected =
        new TokenCheck.Valid(
            new TokenClaims(
                new TenantId(TENANT), "ada", Set.of(Role.MEMBER), NOW.plusSeconds(600)));
    assertThat(check(Minted.hs256(claims("")))).isEqualTo(expected);
    assertThat(check(Minted.rs256(claims(""), KEYS, "any"))).isEqualTo(expected);
  }

  @Test
  void takes_a_key_whose_line_breaks_are_written_out() {
    var written = Minted.pem(KEYS).strip().replace("\r\n", "\\n").replace("\n", "\\n");
    var one =
        new JwtTokens(
            null, FixedRsaKey.ofPem(written), new TokenRules(null, null, Duration.ZERO), clock);
    assertThat(check(one, Minted.rs256(claims(""), KEYS, "k")))
        .isInstanceOf(TokenCheck.Valid.class);
  }

  static Stream<Arguments> attacks() {
    var good = Minted.hs256(claims(""));
    var parts = good.split("\\.", -1);
    var none = base64("{\"alg\":\"none\"}") + "." + parts[1] + ".";
    var publicKey = KEYS.getPublic().getEncoded();
    return Stream.of(
        Arguments.of("no signature", none),
        Arguments.of(
            "no signature, spelt NONE",
            none.replace(base64("{\"alg\":\"none\"}"), base64("{\"alg\":\"NoNe\"}"))),
        Arguments.of(
            "HS256 with the public key as its secret", Minted.hs256(claims(""), publicKey)),
        Arguments.of(
            "HS256 with the PEM as its secret",
            Minted.hs256(claims(""), Minted.pem(KEYS).getBytes(StandardCharsets.UTF_8))),
        Arguments.of("HS512", Minted.token(claims(""), jws -> sign(jws, "HS512"))),
        Arguments.of("another's RSA key", Minted.rs256(claims(""), OTHERS, "k")),
        Arguments.of(
            "another secret",
            Minted.hs256(
                claims(""),
                "another secret of more than 32 bytes!".getBytes(StandardCharsets.UTF_8))),
        Arguments.of(
            "key in the header",
            Minted.token(
                claims(""),
                jws -> {
                  jws.setAlgorithmHeaderValue("RS256");
                  jws.setJwkHeader(Minted.jwk(OTHERS, "k"));
                  jws.setKey(OTHERS.getPrivate());
                })),
        Arguments.of("path as key id", Minted.rs256(claims(""), OTHERS, "../../../../dev/null")),
        Arguments.of("SQL as key id", Minted.rs256(claims(""), OTHERS, "k' OR '1'='1")),
        Arguments.of("expired", Minted.hs256(with("exp", String.valueOf(AT - 31)))),
        Arguments.of("no end", Minted.hs256(without("exp"))),
        Arguments.of("end as text", Minted.hs256(with("exp", "\"tomorrow\""))),
        Arguments.of("issued in the future", Minted.hs256(with("iat", String.valueOf(AT + 60)))),
        Arguments.of("not valid yet", Minted.hs256(claims(",\"nbf\":" + (AT + 60)))),
        Arguments.of("another issuer", Minted.hs256(with("iss", "\"https://other\""))),
        Arguments.of("no issuer", Minted.hs256(without("iss"))),
        Arguments.of("another audience", Minted.hs256(with("aud", "[\"other\"]"))),
        Arguments.of("no audience", Minted.hs256(without("aud"))),
        Arguments.of("no user", Minted.hs256(without("sub"))),
        Arguments.of("empty user", Minted.hs256(with("sub", "\" \""))),
        Arguments.of("no tenant", Minted.hs256(without("tenant_id"))),
        Arguments.of("tenant that is no id", Minted.hs256(with("tenant_id", "\"1-1-1-1-1\""))),
        Arguments.of("truncated", good.substring(0, good.length() - 4)),
        Arguments.of(
            "same beginning as a good one", good.substring(0, 40) + parts[1] + "." + parts[2]),
        Arguments.of(
            "changed claims", parts[0] + "." + base64(claims(",\"x\":1")) + "." + parts[2]),
        Arguments.of(
            "64 KB of claims", Minted.hs256(claims(",\"x\":\"" + "x".repeat(65_536) + "\""))),
        Arguments.of("no JSON", Minted.hs256("claims")),
        Arguments.of("no header", "." + parts[1] + "." + parts[2]),
        Arguments.of("dots", ".."),
        Arguments.of("algorithm that is a number", base64("{\"alg\":1}") + ".e30.AA"),
        Arguments.of("no algorithm", base64("{}") + ".e30.AA"),
        Arguments.of(
            "key id that is a number", base64("{\"alg\":\"RS256\",\"kid\":1}") + ".e30.AA"),
        Arguments.of("end beyond all time", Minted.hs256(with("exp", "31556889864403200"))),
        Arguments.of(
            "unknown critical header",
            Minted.token(
                claims(""),
                jws -> {
                  sign(jws, "HS256");
                  jws.setCriticalHeaderNames("x");
                  jws.setHeader("x", "y");
                })));
  }

  private static void sign(JsonWebSignature jws, String algorithm) {
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setDoKeyValidation(false);
    jws.setKey(new org.jose4j.keys.HmacKey(Minted.SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void refuses(String name, String token) {
    check(Minted.hs256(claims(""))); // a good one that is remembered opens nothing for a bad one
    assertThat(check(token)).as(name).isInstanceOf(TokenCheck.Invalid.class);
  }

  @Test
  void takes_no_token_of_an_algorithm_it_has_no_key_for() {
    var rules = new TokenRules(null, null, Duration.ZERO);
    var none = new JwtTokens(null, RsaKeys.NONE, rules, clock);
    for (var token : List.of(Minted.hs256(claims("")), Minted.rs256(claims(""), KEYS, "k"))) {
      assertThat(check(none, token)).isInstanceOf(TokenCheck.Invalid.class);
    }
  }

  @Test
  void says_what_is_wrong_and_nothing_of_the_token() {
    var reasons =
        Map.of(
            with("exp", String.valueOf(AT - 31)), "The token has expired.",
            with("iss", "\"https://other\""),
                "The token's claims are wrong: iss (expected: the issuer of this service).");
    reasons.forEach(
        (claims, reason) ->
            assertThat(check(Minted.hs256(claims))).isEqualTo(new TokenCheck.Invalid(reason)));
  }

  @Test
  void a_remembered_token_ends_when_it_expires() {
    var token = Minted.hs256(claims(""));
    assertThat(check(token)).isInstanceOf(TokenCheck.Valid.class);
    now = NOW.plusSeconds(629);
    assertThat(check(token)).as("within the leeway").isInstanceOf(TokenCheck.Valid.class);
    now = NOW.plusSeconds(631);
    assertThat(check(token)).isEqualTo(new TokenCheck.Invalid("The token has expired."));
  }
}
