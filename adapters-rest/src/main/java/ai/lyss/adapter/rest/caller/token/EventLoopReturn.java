package ai.lyss.adapter.rest.caller.token;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The way back to where a call came from: its Vert.x context, where it has one. Immutable. */
record EventLoopReturn(@Nullable Context context) {

  /** Remembers where the calling thread is. */
  static EventLoopReturn here() {
    return new EventLoopReturn(Vertx.currentContext());
  }

  /** Runs a task there; on this very thread when there is no such place. */
  void run(Runnable task) {
    if (context == null) {
      task.run();
    } else {
      context.runOnContext(now -> task.run());
    }
  }
}
