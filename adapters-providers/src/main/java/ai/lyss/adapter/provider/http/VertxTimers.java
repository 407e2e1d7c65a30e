package ai.lyss.adapter.provider.http;

import ai.lyss.domain.port.Timers;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Timers of the event loop that asks; to the millisecond, and never before the time. */
public final class VertxTimers implements Timers {

  private final Vertx vertx;

  /** Timers of this Vert.x. */
  public VertxTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    long millis = Math.max(1, delay.plusNanos(999_999).toMillis());
    long id = vertx.setTimer(millis, fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }
}
