package ai.lyss.domain.probe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of calling a vendor. */
public sealed interface ProbeResult {

  /** How long it took. */
  Duration took();

  /**
   * The vendor answered, and knows the account.
   *
   * @param models the vendor's names of the models that it offers; empty when it does not tell
   */
  record Reached(Duration took, List<String> models) implements ProbeResult {

    /** Copies the models. */
    public Reached {
      models = List.copyOf(models);
    }
  }

  /**
   * The vendor was not reached, or refused.
   *
   * @param type the sort of failure
   * @param message the failure in words, without anything secret
   * @param status the vendor's HTTP status; null when there was no answer
   */
  record Failed(Duration took, Type type, String message, @Nullable Integer status)
      implements ProbeResult {}

  /** The sorts of failures. */
  enum Type {
    /** No connection came about. */
    CONNECT_FAILED,
    /** The address is one that the gateway may not connect to. */
    EGRESS_DENIED,
    /** The answer took too long. */
    TIMED_OUT,
    /** The vendor does not know the credential, or does not let it. */
    UNAUTHORIZED,
    /** The account has no money. */
    FUNDING,
    /** Too many requests. */
    RATE_LIMITED,
    /** There is no such address, or no such model. */
    NOT_FOUND,
    /** The vendor refused for another reason. */
    REFUSED,
    /** The vendor is in trouble. */
    VENDOR_ERROR,
    /** What came back is no answer of such a vendor. */
    MALFORMED;

    /** Returns the name used in the API. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
