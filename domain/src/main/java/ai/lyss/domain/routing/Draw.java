package ai.lyss.domain.routing;

import ai.lyss.domain.health.Exclusion;
import ai.lyss.domain.health.Permit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a draw gave. */
public sealed interface Draw {

  /**
   * A candidate that may be used now.
   *
   * @param candidate the candidate
   * @param permit leave to make one attempt; to be closed when that is over
   */
  record Drawn(Candidate candidate, Permit permit) implements Draw {}

  /**
   * No candidate can be used now.
   *
   * @param retryIn after how long the first of the excluded may serve again; null when unknown
   * @param exclusions why: each reason that was met once, with the soonest end it has
   */
  record NoneLeft(@Nullable Duration retryIn, List<Exclusion> exclusions) implements Draw {

    /** Copies the exclusions. */
    public NoneLeft {
      exclusions = List.copyOf(exclusions);
    }
  }
}
