package ai.lyss.adapter.rest.caller;

import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.adapter.rest.caller.token.CallerTokens.TokenCheck;
import ai.lyss.application.usecase.IdentifyCaller;
import java.util.function.Consumer;

/**
 * Who presents an API key or a token: the one way in for the router's handlers and for JAX-RS
 * alike. Does not block; thread-safe.
 */
public final class CallerIdentity {

  private final IdentifyCaller callers;
  private final CallerTokens tokens;

  /** Asks these two. */
  public CallerIdentity(IdentifyCaller callers, CallerTokens tokens) {
    this.callers = callers;
    this.tokens = tokens;
  }

  /**
   * Tells who presents this. The answer comes once: at once, or, where keys of an identity provider
   * have to be fetched first, later on the calling event loop.
   */
  public void byToken(String presented, Consumer<IdentifyCaller.Identity> answer) {
    if (!looksLikeToken(presented)) {
      answer.accept(callers.byKey(presented));
      return;
    }
    tokens.check(
        presented,
        check ->
            answer.accept(
                switch (check) {
                  case TokenCheck.Valid(var claims) -> callers.byClaims(claims);
                  case TokenCheck.Invalid(var reason) ->
                      new IdentifyCaller.Identity.Unknown(reason);
                }));
  }

  /** Three parts with dots between them; an API key has none. */
  private static boolean looksLikeToken(String presented) {
    int first = presented.indexOf('.');
    return first > 0 && presented.indexOf('.', first + 1) > 0;
  }
}
