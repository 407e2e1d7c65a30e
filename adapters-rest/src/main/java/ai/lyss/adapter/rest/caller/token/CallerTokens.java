package ai.lyss.adapter.rest.caller.token;

import ai.lyss.domain.access.TokenClaims;
import java.util.function.Consumer;

/**
 * Checks tokens that an identity provider issued: signature, times, issuer, audience. Does not
 * block; thread-safe.
 */
public interface CallerTokens {

  /**
   * Checks a token. The answer comes once: at once, or, where a key has to be fetched first, later
   * on the calling event loop.
   */
  void check(String token, Consumer<TokenCheck> answer);

  /** What a check found. */
  sealed interface TokenCheck {

    /** The token holds at this moment. */
    record Valid(TokenClaims claims) implements TokenCheck {}

    /** It does not: {@code reason} may be told to whoever presents it, and repeats none of it. */
    record Invalid(String reason) implements TokenCheck {}
  }
}
