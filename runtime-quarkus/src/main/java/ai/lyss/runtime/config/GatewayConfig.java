package ai.lyss.runtime.config;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.egress.AddressBlock;
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
  ProxyConfig proxy();

  /** Where connections may lead. */
  EgressConfig egress();

  /** When a channel is left alone. */
  Health health();

  /** How use is estimated. */
  Quota quota();

  /** The usage journal. */
  Journal journal();

  /** Tokens of an identity provider. */
  JwtConfig jwt();

  /** Proxies that are believed. */
  @Setting(
      meaning = "Address blocks of the proxies whose `X-Forwarded-For` is believed.",
      allowed = "CIDR blocks or addresses, separated by commas",
      unset = "none")
  Optional<List<@WithConverter(Readers.OfAddressBlock.class) AddressBlock>> trustedProxies();

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
                + " key is in the environment (`OPENAI_API_KEY`, `ANTHROPIC_API_KEY`,"
                + " `GEMINI_API_KEY`, `DEEPSEEK_API_KEY`, `AZURE_OPENAI_API_KEY` with"
                + " `AZURE_OPENAI_ENDPOINT`).",
        allowed = "`true` or `false`",
        unset = "`true` in the embedded default, else `false`")
    @WithConverter(Readers.OfSwitch.class)
    Optional<Boolean> providers();
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
