package ai.lyss.runtime.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Callers that call at a rate whatever the answers do; every other call asks for a stream. */
final class SteadyCallers {

  private static final int TICK_MILLIS = 10;
  private static final int CONNECTIONS = 200;

  private final Vertx vertx;
  private final int port;

  SteadyCallers(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** Something that happens so long after the first call. */
  record Event(int afterMillis, Runnable happens) {}

  /**
   * What the callers saw.
   *
   * @param calls how many were made
   * @param failed how many had no whole answer
   * @param attempts the sum over what {@code x-lyss-attempts} said
   * @param firstFault what was wrong with the first that failed; null for none
   */
  record Seen(int calls, int failed, int attempts, @Nullable String firstFault) {}

  /** Calls at this rate for so long, and waits for all answers. */
  Seen run(int perSecond, int seconds, List<Event> events) throws InterruptedException {
    int calls = perSecond * seconds;
    var run = new Run(calls);
    var client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
            .build();
    events.forEach(event -> vertx.setTimer(event.afterMillis(), timer -> event.happens().run()));
    long start = System.nanoTime();
    var made = new AtomicInteger();
    vertx.setPeriodic(
        1,
        TICK_MILLIS,
        timer -> {
          long due = (System.nanoTime() - start) / 1_000 * perSecond / 1_000_000;
          while (made.get() < Math.min(calls, due)) {
            call(client, made.getAndIncrement() % 2 == 0, run);
          }
          if (made.get() >= calls) {
            vertx.cancelTimer(timer);
          }
        });
    boolean over = run.open.await(seconds + 120L, TimeUnit.SECONDS);
    PacedVendor.await(client.close());
    if (!over) {
      run.fault.compareAndSet(null, run.open.getCount() + " calls never ended");
    }
    int failed = run.failed.get() + (int) run.open.getCount();
    return new Seen(calls, failed, run.attempts.get(), run.fault.get());
  }

  private static void call(HttpClient client, boolean streamed, Run run) {
    var body =
        "{\"model\":\""
            + LoadedService.MODEL
            + "\",\"stream\":"
            + streamed
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    client
        .request(HttpMethod.POST, "/v1/chat/completions")
        .compose(
            request ->
                request
                    .putHeader("authorization", "Bearer " + LoadedService.KEY)
                    .putHeader("content-type", "application/json")
                    .send(body))
        .compose(answer -> answer.body().onSuccess(got -> run.over(answer, got, streamed)))
        .onFailure(cause -> run.failed("no answer: " + cause));
  }

  /** One run's notes; written from several event loops. */
  private static final class Run {

    final CountDownLatch open;
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    Run(int calls) {
      open = new CountDownLatch(calls);
    }

    void over(HttpClientResponse answer, Buffer body, boolean streamed) {
      var tried = answer.getHeader("x-lyss-attempts");
      attempts.addAndGet(tried == null ? 0 : Integer.parseInt(tried));
      var text = body.toString();
      boolean whole = streamed ? text.endsWith("data: [DONE]\n\n") : text.endsWith("}}");
      if (answer.statusCode() == 200 && whole) {
        open.countDown();
      } else {
        failed(answer.statusCode() + " " + text);
      }
    }

    void failed(String wrong) {
      failed.incrementAndGet();
      fault.compareAndSet(null, wrong);
      open.countDown();
    }
  }
}
