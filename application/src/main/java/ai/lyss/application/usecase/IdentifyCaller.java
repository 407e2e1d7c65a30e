package ai.lyss.application.usecase;

import ai.lyss.domain.access.Caller;

/** Tells who is calling. Reads memory only; does not block; thread-safe. */
public interface IdentifyCaller {

  /** Returns who presents this token: an API key {@code sk-lyss-…}. */
  Identity byToken(String token);

  /** Who is calling. */
  sealed interface Identity {

    /** A caller of an enabled tenant. */
    record Known(Caller caller) implements Identity {}

    /** Nobody: {@code reason} may be told to the caller. */
    record Unknown(String reason) implements Identity {}
  }
}
