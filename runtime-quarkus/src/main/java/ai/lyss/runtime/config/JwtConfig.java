package ai.lyss.runtime.config;

import ai.lyss.domain.access.Secret;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Tokens of an identity provider, {@code lyss.jwt.*}. */
public interface JwtConfig {

  /** The secret of HS256. */
  @Setting(
      meaning = "The secret that tokens of algorithm HS256 are signed with.",
      allowed = "a text of at least 32 bytes in UTF-8, taken as it is",
      unset = "tokens of HS256 are refused")
  @WithConverter(Readers.OfTokenSecret.class)
  Optional<Secret> hs256Secret();

  /** The key, or the keys, of RS256. */
  @Setting(
      meaning =
          "The public key, or the place of the public keys, that tokens of algorithm RS256 are"
              + " signed with.",
      allowed =
          "a PEM text, or the URL or path of a JSON Web Key Set or a PEM file; RSA keys of 2048"
              + " bits or more",
      unset = "tokens of RS256 are refused")
  Optional<String> rs256PublicKey();

  /** Whose tokens are taken. */
  @Setting(
      meaning = "The `iss` that every token must have.",
      allowed = "a text",
      unset = "any issuer is taken")
  Optional<String> issuer();

  /** Whom tokens must be meant for. */
  @Setting(
      meaning = "The `aud` that every token must name. Required in prod with RS256.",
      allowed = "a text",
      unset = "any audience is taken")
  Optional<String> audience();

  /** How far clocks may be apart. */
  @Setting(
      meaning = "How far the clocks of the issuer and of this service may be apart.",
      allowed = Readers.DURATION)
  @WithDefault("30s")
  @WithConverter(Readers.OfDuration.class)
  Duration leeway();
}
