package ai.lyss.runtime.e2e.aimock;

import java.util.Locale;

/** What a dialogue is about: a fixture of aimock. */
enum Scenario {
  /** Some text. */
  HELLO,
  /** Two calls of a tool at once, and an answer to their results. */
  TIDES,
  /** Thoughts and a call, and an answer to its result. */
  PONDER,
  /** The vendor's rate limit. */
  LIMIT,
  /** The vendor refuses the request. */
  REFUSE,
  /** The vendor fails. */
  FAIL,
  /** The vendor breaks off in the middle of its answer. */
  CUT;

  String fixture() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean usesTools() {
    return this == TIDES || this == PONDER;
  }
}
