package ai.lyss.runtime.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Callers that read streams of a {@link PacedVendor} and note how long each chunk was under way.
 */
final class StreamingCallers {

  private static final String BODY =
      "{\"model\":\""
          + LoadedService.MODEL
          + "\",\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final byte[] STAMP = "\"t=".getBytes(US_ASCII);
  private static final int BURST = 50;
  private static final int BURST_EVERY_MILLIS = 20;

  private final Vertx vertx;
  private final int port;
  private final String path;

  StreamingCallers(Vertx vertx, int port, String prefix) {
    this.vertx = vertx;
    this.port = port;
    this.path = prefix + "/chat/completions";
  }

  /**
   * What the callers saw.
   *
   * @param complete streams that ended with their end mark
   * @param delays nanoseconds from the sending of a chunk to its arrival
   * @param firstFault what was wrong with the first stream that was not complete; null for none
   */
  record Seen(int complete, long[] delays, @Nullable String firstFault) {}

  /** Opens the streams, fifty every 20 ms, and waits for the end of all. */
  Seen run(int streams, int chunks) throws InterruptedException {
    var run = new Run(streams, chunks);
    var client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port))
            .with(new PoolOptions().setHttp1MaxSize(streams).setEventLoopSize(2))
            .build();
    var begun = new AtomicInteger();
    vertx.setPeriodic(
        1,
        BURST_EVERY_MILLIS,
        timer -> {
          for (int i = 0; i < BURST && begun.getAndIncrement() < streams; i++) {
            open(client, run);
          }
          if (begun.get() >= streams) {
            vertx.cancelTimer(timer);
          }
        });
    boolean over = run.open.await(300, TimeUnit.SECONDS);
    PacedVendor.await(client.close());
    run.fault(over ? null : run.open.getCount() + " streams never ended");
    int noted = Math.min(run.noted.get(), run.delays.length);
    return new Seen(run.complete.get(), Arrays.copyOf(run.delays, noted), run.fault.get());
  }

  private void open(HttpClient client, Run run) {
    client
        .request(HttpMethod.POST, path)
        .compose(
            request ->
                request
                    .putHeader("authorization", "Bearer " + LoadedService.KEY)
                    .putHeader("content-type", "application/json")
                    .send(BODY))
        .onSuccess(answer -> read(answer, run))
        .onFailure(cause -> run.over("no answer: " + cause));
  }

  private static void read(HttpClientResponse answer, Run run) {
    if (answer.statusCode() != 200) {
      answer.body().onComplete(got -> run.over(answer.statusCode() + " " + got.result()));
      return;
    }
    var last = new AtomicReference<Buffer>(Buffer.buffer());
    var parser =
        RecordParser.newDelimited(
            "\n\n",
            event -> {
              run.note(event);
              last.set(event);
            });
    answer.handler(parser);
    answer.endHandler(
        end -> run.over("data: [DONE]".equals(last.get().toString()) ? null : "ends: " + last));
    answer.exceptionHandler(cause -> run.over("broken: " + cause));
  }

  /** One run's notes; written from several event loops. */
  private static final class Run {

    final CountDownLatch open;
    final AtomicInteger complete = new AtomicInteger();
    final AtomicInteger noted = new AtomicInteger();
    final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    final long[] delays;

    Run(int streams, int chunks) {
      open = new CountDownLatch(streams);
      delays = new long[streams * chunks];
    }

    void note(Buffer event) {
      long now = System.nanoTime();
      var bytes = event.getBytes();
      int at = indexOf(bytes);
      if (at >= 0) {
        long sent = 0;
        for (int i = at; bytes[i] != ';'; i++) {
          sent = sent * 10 + bytes[i] - '0';
        }
        int place = noted.getAndIncrement();
        if (place < delays.length) {
          delays[place] = now - sent;
        }
      }
    }

    private static int indexOf(byte[] bytes) {
      for (int i = 0; i + STAMP.length <= bytes.length; i++) {
        if (Arrays.equals(bytes, i, i + STAMP.length, STAMP, 0, STAMP.length)) {
          return i + STAMP.length;
        }
      }
      return -1;
    }

    void over(@Nullable String wrong) {
      if (wrong == null) {
        complete.incrementAndGet();
      }
      fault(wrong);
      open.countDown();
    }

    void fault(@Nullable String wrong) {
      if (wrong != null) {
        fault.compareAndSet(null, wrong);
      }
    }
  }
}
