package ai.lyss.domain.fake;

import ai.lyss.domain.port.RemoteContent;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Content that a test lists; of what is not listed nothing is there. Answers wait until {@link
 * #answer} lets them go, as they would for another turn of an event loop. Not thread-safe.
 */
public final class ListedContent implements RemoteContent {

  private final LongSupplier nanos;
  private final Map<URI, Outcome> listed = new HashMap<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  /** Nothing listed yet; deadlines are on this clock. */
  public ListedContent(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Answers so where this is asked for. */
  public ListedContent at(URI where, Outcome outcome) {
    listed.put(where, outcome);
    return this;
  }

  @Override
  public Runnable fetch(Wanted wanted, Consumer<Outcome> answer) {
    Runnable one = () -> answer.accept(outcome(wanted));
    waiting.add(one);
    return () -> waiting.remove(one);
  }

  /** Lets everybody who waits have an answer. */
  public void answer() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private Outcome outcome(Wanted wanted) {
    var scheme = wanted.where().getScheme();
    boolean web = "https".equals(scheme) || "http".equals(scheme);
    if (!web || wanted.where().getHost() == null || wanted.where().getUserInfo() != null) {
      return new Refused(Reason.NO_URL);
    }
    if (wanted.deadlineNanos() - nanos.getAsLong() <= 0) {
      return new TimedOut();
    }
    var outcome = listed.getOrDefault(wanted.where(), new Refused(Reason.NOT_THERE));
    return outcome instanceof Fetched fetched && fetched.bytes().length > wanted.maxBytes()
        ? new TooLarge()
        : outcome;
  }
}
