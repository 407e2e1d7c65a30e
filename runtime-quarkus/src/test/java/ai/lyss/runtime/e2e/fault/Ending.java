package ai.lyss.runtime.e2e.fault;

/** How the bytes of an answer ended on the wire. */
enum Ending {
  /** As its head said it would. */
  WHOLE,
  /** Before that. */
  CUT
}
