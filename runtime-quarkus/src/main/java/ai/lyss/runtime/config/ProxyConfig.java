package ai.lyss.runtime.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits of the relay, {@code lyss.proxy.*}. */
public interface ProxyConfig {
  /** How long a connection to a vendor may take. */
  @Setting(meaning = "How long connecting to a vendor may take.", allowed = Readers.DURATION)
  @WithDefault("2s")
  @WithConverter(Readers.OfDuration.class)
  Duration connectTimeout();

  /** How long a vendor may take to start answering. */
  @Setting(meaning = "How long a vendor may take to start its answer.", allowed = Readers.DURATION)
  @WithDefault("60s")
  @WithConverter(Readers.OfDuration.class)
  Duration firstByteTimeout();

  /** How long a vendor may be silent. */
  @Setting(
      meaning = "How long a vendor may be silent between two chunks.",
      allowed = Readers.DURATION)
  @WithDefault("60s")
  @WithConverter(Readers.OfDuration.class)
  Duration idleTimeout();

  /** How long a stream may be silent towards its caller. */
  @Setting(
      meaning = "After so much silence a stream gets a comment, which commits status 200.",
      allowed = Readers.DURATION)
  @WithDefault("15s")
  @WithConverter(Readers.OfDuration.class)
  Duration keepAlive();

  /** How long a relay may take. */
  @Setting(
      meaning = "How long a whole relay may take, its retries included.",
      allowed = Readers.DURATION)
  @WithDefault("10m")
  @WithConverter(Readers.OfDuration.class)
  Duration totalTimeout();

  /** How long an idle connection is kept. */
  @Setting(
      meaning =
          "How long a connection to a vendor is kept without a request, in whole seconds. Less"
              + " than what vendors allow, so that a request seldom meets one that they close.",
      allowed = Readers.DURATION)
  @WithDefault("30s")
  @WithConverter(Readers.OfDuration.class)
  Duration connectionKeepAlive();

  /** Whether HTTP/2 is spoken. */
  @Setting(
      meaning =
          "Speaks HTTP/2 with vendors behind TLS that offer it, and HTTP/1.1 with all others;"
              + " switched off, HTTP/1.1 with all.",
      allowed = "`true` or `false`")
  @WithDefault("true")
  @WithConverter(Readers.OfSwitch.class)
  boolean http2();

  /** Further certificate authorities. */
  @Setting(
      meaning =
          "A PEM file of certificate authorities that vendors' certificates may come from, beside"
              + " those that the Java runtime trusts.",
      allowed = Readers.CERTIFICATES,
      unset = "none")
  @WithConverter(Readers.OfCertificates.class)
  Optional<Path> trustCertificates();

  /** How long an answer is read that nobody waits for. */
  @Setting(
      meaning =
          "How long an answer is read on for its usage after the caller has hung up, on a channel"
              + " with `on_disconnect: drain`.",
      allowed = Readers.DURATION)
  @WithDefault("60s")
  @WithConverter(Readers.OfDuration.class)
  Duration drainTimeout();

  /** How much of an answer is read that nobody waits for. */
  @Setting(meaning = "How much of such an answer is read at most.", allowed = Readers.BYTES)
  @WithDefault("4MiB")
  @WithConverter(Readers.OfByteCount.class)
  ByteCount drainMaxBytes();

  /** How large a request may be. */
  @Setting(
      meaning = "The largest request body that is taken; a larger one is answered with 413.",
      allowed = "at most 1GiB; " + Readers.BYTES)
  @WithDefault("20MiB")
  @WithConverter(Readers.OfRequestSize.class)
  ByteCount maxRequestBytes();

  /** How much content of requests is held. */
  @Setting(
      meaning =
          "How much content that requests name by URL, and that the gateway fetches for their"
              + " vendors, all requests together hold. Each holds its own, which takes about three"
              + " times as much memory, until it is over; where there is no room the attempt is"
              + " made again, and in the end answered with 503.",
      allowed = "at least 20MiB; " + Readers.BYTES)
  @WithDefault("128MiB")
  @WithConverter(Readers.OfContentSize.class)
  ByteCount maxFetchedBytes();

  /** How often a request is tried. */
  @Setting(
      meaning = "How many attempts a request may take over all channels.",
      allowed = Readers.COUNT)
  @WithDefault("3")
  @WithConverter(Readers.OfCount.class)
  int maxAttempts();
}
