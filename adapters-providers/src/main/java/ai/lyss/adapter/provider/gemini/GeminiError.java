package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.json.JsonTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as Google writes it: {@code {"error":{"code","message","status","details":[…]}}}, or a
 * list of one of these where a stream was asked for.
 *
 * @param code the HTTP status it names; null when it names none
 * @param message what is wrong; null when nothing readable was given
 * @param status the status in words, such as {@code RESOURCE_EXHAUSTED}; empty when not given
 * @param reason of its {@code ErrorInfo}, such as {@code API_KEY_INVALID}; empty when not given
 * @param field of its first field violation; null when not given
 * @param retryDelay of its {@code RetryInfo}; null when not given
 * @param quotas the ids of the quotas that are used up
 * @param noQuota whether a quota is nothing at all
 * @see <a
 *     href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">
 *     google.rpc, error details</a>
 */
record GeminiError(
    @Nullable Integer code,
    @Nullable String message,
    String status,
    String reason,
    @Nullable String field,
    @Nullable Duration retryDelay,
    List<String> quotas,
    boolean noQuota) {

  private static final GeminiError UNREADABLE =
      new GeminiError(null, null, "", "", null, null, List.of(), false);
  private static final Pattern DELAY = Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?s");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Copies the list. */
  GeminiError {
    quotas = List.copyOf(quotas);
  }

  /** Reads a body or an event; what cannot be read is left out. */
  static GeminiError read(byte[] in, int from, int to) {
    var root = JsonTree.read(in, from, to, fault -> {});
    return root == null ? UNREADABLE : of(root);
  }

  /** Reads a tree. */
  static GeminiError of(JsonTree root) {
    var first = root.isArray() && !root.children().isEmpty() ? root.children().getFirst() : root;
    var error = first.get("error");
    if (error == null) {
      return UNREADABLE;
    }
    var reader = new Reader();
    var details = error.get("details");
    if (details != null) {
      details.children().forEach(reader::detail);
    }
    var code = error.get("code");
    var number = code == null ? null : code.whole();
    return new GeminiError(
        number == null || number < 400 || number > 599 ? null : Integer.valueOf(number.intValue()),
        error.isText() ? error.text() : error.textOf("message"),
        orEmpty(error.textOf("status")),
        reader.reason,
        reader.field,
        reader.delay,
        reader.quotas,
        reader.noQuota);
  }

  /** Returns the message in lower case, for comparing; empty when there is none. */
  String messageKey() {
    return message == null ? "" : message.strip().toLowerCase(Locale.ROOT);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Gathers what the details say. */
  private static final class Reader {
    private String reason = "";
    private @Nullable String field;
    private @Nullable Duration delay;
    private final List<String> quotas = new ArrayList<>();
    private boolean noQuota;

    void detail(JsonTree detail) {
      var type = orEmpty(detail.textOf("@type"));
      switch (type.substring(type.lastIndexOf('.') + 1)) {
        case "ErrorInfo" -> reason = orEmpty(detail.textOf("reason"));
        case "RetryInfo" -> delay = delay(orEmpty(detail.textOf("retryDelay")));
        case "QuotaFailure" -> violations(detail, "violations").forEach(this::quota);
        case "BadRequest" -> violations(detail, "fieldViolations").forEach(this::field);
        default -> {
          // help for people
        }
      }
    }

    private static List<JsonTree> violations(JsonTree detail, String name) {
      var list = detail.get(name);
      return list == null ? List.of() : list.children();
    }

    private void quota(JsonTree violation) {
      var id = violation.textOf("quotaId");
      if (id != null) {
        quotas.add(id);
      }
      noQuota |= "0".equals(violation.textOf("quotaValue"));
    }

    private void field(JsonTree violation) {
      field = field == null ? violation.textOf("field") : field;
    }

    private static @Nullable Duration delay(String text) {
      var found = DELAY.matcher(text);
      if (!found.matches()) {
        return null;
      }
      var fraction = found.group(2) == null ? "" : found.group(2);
      long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
      var delay = Duration.ofSeconds(Long.parseLong(found.group(1)), nanos);
      return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
  }
}
