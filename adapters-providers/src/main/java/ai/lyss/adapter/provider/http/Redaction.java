package ai.lyss.adapter.provider.http;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.provider.Credential;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a vendor's words what must not reach a caller or a log: the provider's credential,
 * its base URL and host, and what looks like a key or an account id. Only failures pass through
 * here. Immutable.
 */
public final class Redaction {

  private static final String MASK = "***";
  private static final int MAX_LENGTH = 2_000;
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern KEY_LIKE =
      Pattern.compile(
          "(?i)\\b(?:sk|gsk|xai)[-_][a-z0-9_*.-]{4,}|\\bbearer\\s+[^\\s\"',;]+"
              + "|\\b(?:org|proj)[-_][a-z0-9]{8,}|\\baiza[a-z0-9_-]{20,}");

  private final Credential credential;
  private final @Nullable URI baseUrl;

  /** Hides this credential and this base URL. */
  public Redaction(Credential credential, @Nullable URI baseUrl) {
    this.credential = credential;
    this.baseUrl = baseUrl;
  }

  /** Returns the text with everything secret masked, cut to 2,000 characters; null for null. */
  public @Nullable String maskedOrNull(@Nullable String text) {
    return text == null ? null : masked(text);
  }

  /** Returns the text with everything secret masked, cut to 2,000 characters. */
  public String masked(String text) {
    var out = text;
    for (Secret secret : credential.fields().values()) {
      if (secret.reveal().length() >= SHORTEST_SECRET) {
        out = out.replace(secret.reveal(), MASK);
      }
    }
    if (baseUrl != null) {
      out = out.replace(baseUrl.toString(), MASK);
      out = withoutHost(out, baseUrl.getHost());
    }
    out = KEY_LIKE.matcher(out).replaceAll(MASK);
    return out.length() > MAX_LENGTH ? out.substring(0, MAX_LENGTH) : out;
  }

  private static String withoutHost(String text, @Nullable String host) {
    if (host == null || host.isEmpty()) {
      return text;
    }
    var alone = "(?i)(?<![a-z0-9.-])" + Pattern.quote(host) + "(?::\\d+)?(?![a-z0-9-])";
    return text.replaceAll(alone, MASK);
  }
}
