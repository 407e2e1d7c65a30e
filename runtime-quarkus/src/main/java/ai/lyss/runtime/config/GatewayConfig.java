package ai.lyss.runtime.config;

import ai.lyss.domain.access.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The gateway's own settings, {@code lyss.*}. Every value is checked when the program starts, so
 * whoever reads one here may rely on what {@link Setting#allowed} says of it.
 */
@ConfigMapping(prefix = "lyss")
public interface GatewayConfig {

  /** The state folder. */
  @Setting(
      meaning =
          "The state folder: the usage journal, and in the embedded default the database and the"
              + " generated keys. Made with mode 0700; one process at a time may use it.",
      allowed = "a path")
  @WithDefault(".lyss")
  @WithConverter(Readers.OfPath.class)
  Path home();

  /** Which PostgreSQL keeps the data. */
  @Setting(
      meaning = "Which PostgreSQL keeps the data: one of the process's own, or yours.",
      allowed = "`embedded` or `external`",
      unset = "`external` when a JDBC URL is set, else `embedded`")
  @WithConverter(Readers.OfStoreKind.class)
  Optional<StoreKind> store();

  /** How long a start waits for an external store. */
  @Setting(
      meaning = "How long a start waits for an external PostgreSQL, and for Redis, to come up.",
      allowed = Readers.DURATION)
  @WithName("store.wait")
  @WithDefault("60s")
  @WithConverter(Readers.OfDuration.class)
  Duration storeWait();

  /** Where counters live. */
  @Setting(
      meaning = "Where quotas are counted.",
      allowed = "`local` (one process) or `redis` (many replicas)",
      unset = "`redis` when Redis hosts are set, else `local`")
  @WithConverter(Readers.OfSharedState.class)
  Optional<SharedState> sharedState();

  /** The key, or keys, that wrap everything secret in the store. */
  @Setting(
      meaning =
          "The 256-bit key that wraps every secret in the store. Several `id:key` pairs for"
              + " rotation; the first encrypts.",
      allowed = "base64 of 32 bytes, or `id:base64` pairs, separated by commas",
      unset = "generated into the state folder in the embedded default; required otherwise")
  @WithConverter(Readers.OfMasterKey.class)
  Optional<Secret> masterKey();

  /** What the first start makes. */
  Bootstrap bootstrap();

  /** Limits of the relay. */
  Proxy proxy();

  /** When a channel is left alone. */
  Health health();

  /** How use is estimated. */
  Quota quota();

  /** The usage journal. */
  Journal journal();

  /** Tokens of an identity provider. */
  Jwt jwt();

  /** Proxies that are believed. */
  @Setting(
      meaning = "Address blocks of the proxies whose `X-Forwarded-For` is believed.",
      allowed = "CIDR blocks or addresses, separated by commas",
      unset = "none")
  Optional<List<@WithConverter(Readers.OfAddressBlock.class) AddressBlock>> trustedProxies();

  /** Tokens of an identity provider. */
  interface Jwt {

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

  /** What the first start makes. */
  interface Bootstrap {

    /** The first tenant's name. */
    @Setting(
        meaning = "The name of the first tenant.",
        allowed = "1 to 100 characters, none of them a control character")
    @WithDefault("default")
    @WithConverter(Readers.OfTenantName.class)
    String tenant();

    /** The first key, in clear text. */
    @Setting(
        meaning =
            "The first API key, with the roles `platform-admin` and `tenant-admin` of the first"
                + " tenant. Taken as it is, not printed, and applied once: a revoked key stays"
                + " revoked.",
        allowed = "`sk-lyss-` and at least 32 letters, digits, `-` or `_`",
        unset = "generated in the embedded default and printed once; none otherwise")
    @WithConverter(Readers.OfAdminKey.class)
    Optional<Secret> adminKey();

    /** Whether the first providers are made. */
    @Setting(
        meaning =
            "Makes a simulator channel, and a provider with its usual models for each vendor whose"
                + " key is in the environment (`OPENAI_API_KEY`, `DEEPSEEK_API_KEY`,"
                + " `AZURE_OPENAI_API_KEY` with `AZURE_OPENAI_ENDPOINT`).",
        allowed = "`true` or `false`",
        unset = "`true` in the embedded default, else `false`")
    @WithConverter(Readers.OfSwitch.class)
    Optional<Boolean> providers();
  }

  /** Limits of the relay. */
  interface Proxy {
    /** How long a connection to a vendor may take. */
    @Setting(meaning = "How long connecting to a vendor may take.", allowed = Readers.DURATION)
    @WithDefault("2s")
    @WithConverter(Readers.OfDuration.class)
    Duration connectTimeout();

    /** How long a vendor may take to start answering. */
    @Setting(
        meaning = "How long a vendor may take to start its answer.",
        allowed = Readers.DURATION)
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

    /** How often a request is tried. */
    @Setting(
        meaning = "How many attempts a request may take over all channels.",
        allowed = Readers.COUNT)
    @WithDefault("3")
    @WithConverter(Readers.OfCount.class)
    int maxAttempts();
  }

  /** When a channel is left alone. */
  interface Health {

    /** Consecutive failures that open a breaker. */
    @Setting(
        meaning = "How many failures in a row open the circuit breaker of a channel's model.",
        allowed = Readers.COUNT)
    @WithDefault("5")
    @WithConverter(Readers.OfCount.class)
    int failureThreshold();

    /** How long a breaker stays open. */
    @Setting(
        meaning = "How long a breaker stays open the first time; it doubles up to five minutes.",
        allowed = Readers.DURATION)
    @WithDefault("15s")
    @WithConverter(Readers.OfDuration.class)
    Duration openFor();

    /** Trials of a half-open breaker. */
    @Setting(
        meaning = "How many requests a half-open breaker lets through as a trial.",
        allowed = Readers.COUNT)
    @WithDefault("2")
    @WithConverter(Readers.OfCount.class)
    int halfOpenTrials();
  }

  /** How use is estimated. */
  interface Quota {

    /** Output tokens of a request that names no limit. */
    @Setting(
        meaning =
            "How many output tokens are set aside for a request that names no limit, until its key"
                + " and model have a history.",
        allowed = Readers.COUNT)
    @WithDefault("1024")
    @WithConverter(Readers.OfCount.class)
    int defaultOutputTokens();

    /** Whether an output limit is lowered to what a quota has left. */
    @Setting(
        meaning =
            "Lowers a request's output limit to what its quotas have left, where some output still"
                + " fits but not all.",
        allowed = "`true` or `false`")
    @WithDefault("true")
    @WithConverter(Readers.OfSwitch.class)
    boolean clipToHeadroom();

    /** What happens while Redis is away. */
    @Setting(
        meaning =
            "What happens to requests with a quota while Redis cannot be reached: they are refused,"
                + " or served and charged once it is back.",
        allowed = "`deny` or `allow`")
    @WithDefault("deny")
    @WithConverter(Readers.OfOnStoreFailure.class)
    OnStoreFailure onStoreFailure();

    /** How long a reservation lives without a word of its process. */
    @Setting(
        meaning =
            "How long a reservation in Redis lives without a word of its process, which renews it"
                + " three times in that time; then another replica charges it in full.",
        allowed = Readers.LEASE)
    @WithDefault("30s")
    @WithConverter(Readers.OfLease.class)
    Duration lease();
  }

  /** The usage journal. */
  interface Journal {

    /** How large one file of it becomes. */
    @Setting(
        meaning = "How large one file of the usage journal becomes before the next is begun.",
        allowed = "64KiB to 1GiB; " + Readers.BYTES)
    @WithDefault("16MiB")
    @WithConverter(Readers.OfSegmentSize.class)
    ByteCount segmentSize();

    /** How large all of it becomes. */
    @Setting(
        meaning =
            "How large the usage journal becomes while the store is away; when it is full, new"
                + " relays are answered with 503. At least two segments.",
        allowed = Readers.BYTES)
    @WithDefault("1GiB")
    @WithConverter(Readers.OfByteCount.class)
    ByteCount maxSize();
  }
}
