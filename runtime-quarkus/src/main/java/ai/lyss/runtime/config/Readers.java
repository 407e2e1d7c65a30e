package ai.lyss.runtime.config;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.egress.AddressBlock;
import ai.lyss.domain.egress.Allowance;
import ai.lyss.domain.egress.PrivateAddresses;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * How the texts of settings are read. Each reader refuses a wrong text with what is allowed in its
 * place, and nothing of the text itself.
 */
final class Readers {

  static final String DURATION = "a duration above zero, such as `500ms`, `30s`, `10m`, `1h`";
  static final String BYTES = "a number of bytes, such as `65536`, `64KiB`, `20MiB`, `1GiB`";
  static final String CERTIFICATES = "a PEM file that holds certificates";
  static final String LEASE = "a duration from `3s` to `1h`";
  static final String PRIVATE_ADDRESSES = "`false`, `true` or `loopback`";
  static final String COUNT = "a whole number from 1 to 1000000";

  private static final long GIB = 1L << 30;
  private static final Pattern ADMIN_KEY =
      Pattern.compile(Pattern.quote(ApiKey.PREFIX) + "[A-Za-z0-9_-]{32,}");
  private static final Pattern MASTER_KEY =
      Pattern.compile("(?:[A-Za-z0-9_-]{1,40}:)?[A-Za-z0-9+/]{43}=");

  private Readers() {}

  private static <T> T read(String text, String allowed, Function<String, @Nullable T> reader) {
    @Nullable T value;
    try {
      value = reader.apply(text.strip());
    } catch (IllegalArgumentException | ArithmeticException _) {
      value = null;
    }
    if (value == null) {
      throw new IllegalArgumentException("expected: " + allowed.replace("`", ""));
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(String text, Class<E> type, String allowed) {
    return read(text, allowed, t -> Enum.valueOf(type, t.toUpperCase(Locale.ROOT)));
  }

  private static ByteCount bytes(String text, long from, long to, String allowed) {
    return read(
        text,
        allowed,
        t -> {
          var count = ByteCount.parse(t);
          return count.bytes() < from || count.bytes() > to ? null : count;
        });
  }

  private static boolean isMasterKey(String text) {
    var parts = text.split(",", -1);
    for (var part : parts) {
      var key = part.strip();
      if (!MASTER_KEY.matcher(key).matches() || (parts.length > 1 && key.indexOf(':') < 0)) {
        return false;
      }
      Base64.getDecoder().decode(key.substring(key.indexOf(':') + 1));
    }
    return true;
  }

  public static final class OfPath implements Converter<Path> {
    @Override
    public Path convert(String text) {
      return read(text, "a path", t -> t.isEmpty() ? null : Path.of(t));
    }
  }

  public static final class OfTokenSecret implements Converter<Secret> {
    @Override
    public Secret convert(String text) {
      if (text.getBytes(StandardCharsets.UTF_8).length < 32) {
        throw new IllegalArgumentException("expected: at least 32 bytes in UTF-8");
      }
      return Secret.of(text);
    }
  }

  public static final class OfCertificates implements Converter<Path> {
    @Override
    public Path convert(String text) {
      return read(text, CERTIFICATES, t -> holdsCertificates(Path.of(t)) ? Path.of(t) : null);
    }

    private static boolean holdsCertificates(Path file) {
      try (var in = Files.newInputStream(file)) {
        return !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
      } catch (IOException | CertificateException _) {
        return false;
      }
    }
  }

  public static final class OfStoreKind implements Converter<StoreKind> {
    @Override
    public StoreKind convert(String text) {
      return constant(text, StoreKind.class, "embedded or external");
    }
  }

  public static final class OfSharedState implements Converter<SharedState> {
    @Override
    public SharedState convert(String text) {
      return constant(text, SharedState.class, "local or redis");
    }
  }

  public static final class OfOnStoreFailure implements Converter<OnStoreFailure> {
    @Override
    public OnStoreFailure convert(String text) {
      return constant(text, OnStoreFailure.class, "deny or allow");
    }
  }

  public static final class OfLease implements Converter<Duration> {
    @Override
    public Duration convert(String text) {
      return read(
          text,
          LEASE,
          t -> {
            var read = DurationConverter.parseDuration(t);
            return read == null || read.toSeconds() < 3 || read.toHours() > 1 ? null : read;
          });
    }
  }

  public static final class OfMasterKey implements Converter<Secret> {
    @Override
    public Secret convert(String text) {
      return read(
          text,
          "base64 of 32 bytes, or id:base64 pairs separated by commas",
          t -> isMasterKey(t) ? Secret.of(t) : null);
    }
  }

  public static final class OfAdminKey implements Converter<Secret> {
    @Override
    public Secret convert(String text) {
      return read(
          text,
          "sk-lyss- and at least 32 letters, digits, - or _",
          t -> ADMIN_KEY.matcher(t).matches() ? Secret.of(t) : null);
    }
  }

  public static final class OfTenantName implements Converter<String> {
    @Override
    public String convert(String text) {
      return read(
          text,
          "1 to 100 characters, none of them a control character",
          t ->
              t.isEmpty() || t.length() > 100 || t.chars().anyMatch(Character::isISOControl)
                  ? null
                  : t);
    }
  }

  public static final class OfSwitch implements Converter<Boolean> {
    @Override
    public Boolean convert(String text) {
      return read(
          text,
          "true or false",
          t ->
              switch (t.toLowerCase(Locale.ROOT)) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
              });
    }
  }

  public static final class OfDuration implements Converter<Duration> {
    @Override
    public Duration convert(String text) {
      return read(
          text,
          DURATION,
          t -> {
            var read = DurationConverter.parseDuration(t);
            return read == null || !read.isPositive() || read.toDays() > 365 ? null : read;
          });
    }
  }

  public static final class OfCount implements Converter<Integer> {
    @Override
    public Integer convert(String text) {
      return read(
          text,
          COUNT,
          t -> {
            int count = Integer.parseInt(t);
            return count < 1 || count > 1_000_000 ? null : count;
          });
    }
  }

  public static final class OfByteCount implements Converter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return bytes(text, 1, Long.MAX_VALUE, BYTES);
    }
  }

  public static final class OfRequestSize implements Converter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return bytes(text, 1, GIB, "at most 1GiB; " + BYTES);
    }
  }

  public static final class OfContentSize implements Converter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return bytes(text, 20 << 20, Long.MAX_VALUE, "at least 20MiB; " + BYTES);
    }
  }

  public static final class OfSegmentSize implements Converter<ByteCount> {
    @Override
    public ByteCount convert(String text) {
      return bytes(text, 64 << 10, GIB, "64KiB to 1GiB; " + BYTES);
    }
  }

  public static final class OfPrivateAddresses implements Converter<PrivateAddresses> {
    @Override
    public PrivateAddresses convert(String text) {
      return read(
          text,
          PRIVATE_ADDRESSES,
          t ->
              switch (t.toLowerCase(Locale.ROOT)) {
                case "false" -> PrivateAddresses.REFUSED;
                case "true" -> PrivateAddresses.ALLOWED;
                case "loopback" -> PrivateAddresses.LOOPBACK;
                default -> null;
              });
    }
  }

  public static final class OfAllowance implements Converter<Allowance> {
    @Override
    public Allowance convert(String text) {
      return read(
          text,
          "CIDR blocks, addresses and host names, each with a port or without",
          Allowance::parse);
    }
  }

  public static final class OfAddressBlock implements Converter<AddressBlock> {
    @Override
    public AddressBlock convert(String text) {
      return read(text, "CIDR blocks or addresses, separated by commas", AddressBlock::parse);
    }
  }
}
