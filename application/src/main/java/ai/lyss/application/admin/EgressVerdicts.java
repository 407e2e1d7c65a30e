package ai.lyss.application.admin;

import ai.lyss.domain.port.Egress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where URLs may lead, looked up before the transaction that asks: a name may take seconds, and a
 * transaction holds locks and a connection. What was not looked up beforehand is when it is asked
 * for. Not thread-safe.
 */
final class EgressVerdicts {

  /** Looking up takes so long at most; the rest is left to those who ask. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Egress egress;
  private final Map<URI, Boolean> known = new HashMap<>();

  private EgressVerdicts(Egress egress) {
    this.egress = egress;
  }

  /** Looks up where these lead; what is no URL is left out. */
  static EgressVerdicts of(
      Egress egress, Collection<@Nullable String> urls, Supplier<Instant> now) {
    var verdicts = new EgressVerdicts(egress);
    var end = now.get().plus(LONGEST);
    for (var url : urls) {
      if (url != null && now.get().isBefore(end)) {
        verdicts.lookUp(url);
      }
    }
    return verdicts;
  }

  private void lookUp(String url) {
    try {
      allows(new URI(url));
    } catch (URISyntaxException notOne) {
      // whoever checks it tells
    }
  }

  /** Tells whether connections to where a URL leads are allowed. */
  boolean allows(URI url) {
    return known.computeIfAbsent(url, egress::allows);
  }
}
