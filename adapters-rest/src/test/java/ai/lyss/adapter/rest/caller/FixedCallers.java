package ai.lyss.adapter.rest.caller;

import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.domain.access.TokenClaims;
import java.util.function.Function;

/** Callers that a test names, known by what they present as a key. */
public final class FixedCallers implements IdentifyCaller {

  private final Function<String, Identity> byKey;

  private FixedCallers(Function<String, Identity> byKey) {
    this.byKey = byKey;
  }

  /** Returns an identity that knows these, and no token. */
  public static CallerIdentity identity(Function<String, Identity> byKey) {
    return new CallerIdentity(
        new FixedCallers(byKey),
        (token, answer) -> answer.accept(new CallerTokens.TokenCheck.Invalid("no tokens here")));
  }

  @Override
  public Identity byKey(String key) {
    return byKey.apply(key);
  }

  @Override
  public Identity byClaims(TokenClaims claims) {
    return new Identity.Unknown("no tokens here");
  }
}
