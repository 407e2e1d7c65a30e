package ai.lyss.adapter.provider.http.content;

import ai.lyss.adapter.provider.http.ByteBudget;
import ai.lyss.domain.port.RemoteContent;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Fetches content by HTTP, as much as the process has room for. */
public final class HttpContent implements RemoteContent {

  private static final String ACCEPT =
      "image/png, image/jpeg, image/gif, image/webp, application/pdf, text/plain";

  private final Vertx vertx;
  private final GuardedFetch documents;
  private final ByteBudget budget;
  private final LongSupplier nanos;

  /**
   * Fetches through this.
   *
   * @param budget the bytes of all content that comes in or is held
   * @param nanos the monotonic clock that deadlines are given on
   */
  public HttpContent(Vertx vertx, GuardedFetch documents, ByteBudget budget, LongSupplier nanos) {
    this.vertx = vertx;
    this.documents = documents;
    this.budget = budget;
    this.nanos = nanos;
  }

  @Override
  public Runnable fetch(Wanted wanted, Consumer<Outcome> answer) {
    if (!Asked.isFit(wanted.where())) {
      return later(() -> answer.accept(new Refused(Reason.NO_URL)));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(wanted.deadlineNanos() - nanos.getAsLong());
    var share = budget.share();
    var answered = new boolean[1];
    var callOff =
        documents.start(
            new Asked(wanted.where(), ACCEPT, wanted.maxBytes(), millis),
            share::take,
            fetched -> {
              answered[0] = true;
              answer.accept(outcome(fetched, share));
            });
    return () -> {
      callOff.run();
      if (!answered[0]) {
        share.release();
      }
    };
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

  /** Content is held by whoever gets it; for anything else nothing is held. */
  private static Outcome outcome(FetchEnd fetched, ByteBudget.Share share) {
    var outcome = outcome(fetched);
    if (outcome instanceof Fetched(var type, var bytes, var _)) {
      return new Fetched(type, bytes, share::release);
    }
    share.release();
    return outcome;
  }

  private static Outcome outcome(FetchEnd fetched) {
    return switch (fetched) {
      case FetchEnd.Answer(int status, var bytes) -> answered(status, bytes);
      case FetchEnd.NoRoom _ -> new NoRoom();
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
