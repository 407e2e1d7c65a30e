package ai.lyss.application.chat;

import ai.lyss.domain.port.GatewayEvents;

/** Where exceptions of call-backs end: told as bugs, never passed on. Thread-safe. */
record BugReports(GatewayEvents events) {

  /** Does a step; false when it threw, which has been told then. */
  boolean completes(String where, Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException bug) {
      tell(where, bug);
      return false;
    }
  }

  /** Tells of a bug; when that fails too, nobody is left to tell. */
  void tell(String where, RuntimeException bug) {
    try {
      events.bug(where, bug);
    } catch (RuntimeException another) {
      bug.addSuppressed(another);
    }
  }
}
