package ai.lyss.domain.chat;

import ai.lyss.domain.content.MediaSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched for one relay, kept from one of its attempts to the next, so that a second one
 * fetches nothing again. One object a relay, empty once that is over; used on one event loop.
 */
public final class FetchedContent {

  private final Map<String, MediaSource.Inline> byUrl = new HashMap<>();
  private final List<Runnable> releases = new ArrayList<>();
  private boolean over;

  /** Returns what a URL led to; null when it was not fetched. */
  public MediaSource.@Nullable Inline at(String url) {
    return byUrl.get(url);
  }

  /**
   * Keeps what was fetched.
   *
   * @param more what each URL led to
   * @param release run once, when it is held no more: at once where the relay is over already
   */
  public void keep(Map<String, MediaSource.Inline> more, Runnable release) {
    if (over) {
      release.run();
      return;
    }
    byUrl.putAll(more);
    releases.add(release);
  }

  /** The relay is over: lets go of everything. A second call does nothing. */
  public void close() {
    if (!over) {
      over = true;
      byUrl.clear();
      releases.forEach(Runnable::run);
    }
  }
}
