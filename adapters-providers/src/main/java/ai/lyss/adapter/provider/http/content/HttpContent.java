package ai.lyss.adapter.provider.http.content;

import ai.lyss.domain.port.RemoteContent;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Fetches content by HTTP. */
public final class HttpContent implements RemoteContent {

  private static final String ACCEPT =
      "image/png, image/jpeg, image/gif, image/webp, application/pdf, text/plain";

  private final Vertx vertx;
  private final GuardedFetch documents;
  private final LongSupplier nanos;

  /**
   * Fetches through this.
   *
   * @param nanos the monotonic clock that deadlines are given on
   */
  public HttpContent(Vertx vertx, GuardedFetch documents, LongSupplier nanos) {
    this.vertx = vertx;
    this.documents = documents;
    this.nanos = nanos;
  }

  @Override
  public Runnable fetch(Wanted wanted, Consumer<Outcome> answer) {
    if (!Asked.isFit(wanted.where())) {
      return later(() -> answer.accept(new Refused(Reason.NO_URL)));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(wanted.deadlineNanos() - nanos.getAsLong());
    return documents.start(
        new Asked(wanted.where(), ACCEPT, wanted.maxBytes(), millis),
        fetched -> answer.accept(outcome(fetched)));
  }

  private Runnable later(Runnable task) {
    var waiting = new boolean[] {true};
    vertx.runOnContext(
        now -> {
          if (waiting[0]) {
            waiting[0] = false;
            task.run();
          }
        });
    return () -> waiting[0] = false;
  }

  private static Outcome outcome(FetchEnd fetched) {
    return switch (fetched) {
      case FetchEnd.Answer(int status, var bytes) -> answered(status, bytes);
      case FetchEnd.Denied _ -> new Refused(Reason.NOT_ALLOWED);
      case FetchEnd.TooLong _ -> new TooLarge();
      case FetchEnd.Late _ -> new TimedOut();
      case FetchEnd.Broken _ -> new Unreachable();
    };
  }

  private static Outcome answered(int status, byte[] bytes) {
    if (status >= 500 || status == 408 || status == 429) {
      return new Unreachable();
    }
    if (status >= 400) {
      return new Refused(Reason.NOT_THERE);
    }
    if (status >= 300) {
      return new Refused(Reason.REDIRECTED);
    }
    return MediaTypes.of(bytes)
        .<Outcome>map(type -> new Fetched(type, bytes))
        .orElseGet(() -> new Refused(Reason.UNKNOWN_MEDIA_TYPE));
  }
}
