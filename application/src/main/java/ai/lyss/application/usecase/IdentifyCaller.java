package ai.lyss.application.usecase;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TokenClaims;

/** Tells who is calling. Reads memory only; does not block; thread-safe. */
public interface IdentifyCaller {

  /** Returns who presents this API key {@code sk-lyss-…}. */
  Identity byKey(String key);

  /** Returns who bears a token that was checked and says this. */
  Identity byClaims(TokenClaims claims);

  /** Who is calling. */
  sealed interface Identity {

    /** A caller of an enabled tenant. */
    record Known(Caller caller) implements Identity {}

    /** Nobody: {@code reason} may be told to the caller. */
    record Unknown(String reason) implements Identity {}
  }
}
