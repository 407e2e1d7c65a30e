package ai.lyss.adapter.rest.caller.token;

import ai.lyss.adapter.rest.caller.token.CallerTokens.TokenCheck;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.access.TokenClaims;
import ai.lyss.domain.store.Ids;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * From the claims of a good token to what they mean here: {@code sub} is the user, {@code
 * tenant_id} the tenant, {@code groups} the roles; groups of other systems are passed over.
 */
final class TokenClaimsReading {

  private static final String TENANT = "tenant_id";
  private static final String GROUPS = "groups";
  private static final int MOST_USER_LENGTH = 256;

  private TokenClaimsReading() {}

  /** Returns what the claims of a token with a good signature say. */
  static TokenCheck of(JwtClaims claims) {
    try {
      var user = claims.getSubject();
      if (user.isBlank() || user.length() > MOST_USER_LENGTH) {
        return invalid("sub (expected: a text of 1 to " + MOST_USER_LENGTH + " characters)");
      }
      var tenant = Optional.ofNullable(claims.getClaimValueAsString(TENANT)).flatMap(Ids::parse);
      if (tenant.isEmpty()) {
        return invalid(TENANT + " (expected: the id of a tenant)");
      }
      return new TokenCheck.Valid(
          new TokenClaims(
              new TenantId(tenant.get()),
              user,
              roles(claims),
              Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
    } catch (MalformedClaimException | DateTimeException malformed) {
      return invalid("claims (expected: of the types of RFC 7519)");
    }
  }

  private static EnumSet<Role> roles(JwtClaims claims) {
    var roles = EnumSet.noneOf(Role.class);
    var groups = claims.getClaimValue(GROUPS);
    for (var group : groups instanceof List<?> list ? list : List.of()) {
      if (group instanceof String name) {
        Role.ofWireName(name).ifPresent(roles::add);
      }
    }
    return roles;
  }

  /** Returns why a token does not hold; its own words stay out of it. */
  static TokenCheck refusal(InvalidJwtException refused) {
    if (refused.hasExpired()) {
      return new TokenCheck.Invalid("The token has expired.");
    }
    if (refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)
        || refused.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
      return new TokenCheck.Invalid("The token is not valid yet.");
    }
    if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return invalid("iss (expected: the issuer of this service)");
    }
    if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return invalid("aud (expected: the audience of this service)");
    }
    if (refused.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
      return invalid("exp (expected: the time of its end)");
    }
    if (refused.hasErrorCode(ErrorCodes.SUBJECT_MISSING)) {
      return invalid("sub (expected: the user)");
    }
    return new TokenCheck.Invalid("The token is malformed.");
  }

  private static TokenCheck invalid(String what) {
    return new TokenCheck.Invalid("The token's claims are wrong: " + what + ".");
  }
}
