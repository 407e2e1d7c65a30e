package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers who read 1 KB a second of answers of 100 MB, streamed and whole, from vendors over
 * HTTP/1.1 and HTTP/2, in a heap that could hold two of them: the vendors are held back, everybody
 * else is served as before, nothing is given up for silence, and when the callers leave, so do the
 * vendors' requests.
 */
@Timeout(300)
final class SlowCallerIT {

  private static final int SLOW_OF_EACH_KIND = 2;
  private static final int SECONDS = 3;
  private static final int QUICK = 40;

  /**
   * What the gateway and two kernels may hold of one answer over HTTP/1.1: a window of 64 KiB in
   * the gateway on either side, and socket buffers that the kernel grows as it sees fit, up to 4
   * MiB towards the caller and a little more from the vendor.
   */
  private static final long MOST_TAKEN = 16L << 20;

  /** Over HTTP/2 the window of the stream is all that the gateway takes from the vendor. */
  private static final long MOST_TAKEN_SHARED = 8L << 20;

  @TempDir Path temporary;

  @Test
  void hold_the_vendors_back_and_nobody_else_up() throws Exception {
    var certificate = StubCertificate.make(temporary, "vendor", "ip:127.0.0.1");
    var settings =
        Map.of(
            "LYSS_PROXY_TRUST_CERTIFICATES",
            certificate.pem().toString(),
            "LYSS_PROXY_IDLE_TIMEOUT",
            "2s",
            "LYSS_PROXY_CONNECT_TIMEOUT",
            "30s");
    try (var quick = StubVendor.start().always(StubbedService::answer);
        var plain = FloodingVendor.start();
        var shared = StubHttp2Vendor.start(certificate).always(SlowCallerIT::flood);
        var service = StubbedService.start(temporary.resolve("state"), quick, settings)) {
      FurtherChannel.to(plain.baseUrl(), service, "plain");
      FurtherChannel.to(shared.baseUrl(), service, "shared");
      latencies(service); // warm
      var before = latencies(service);
      var callers = new ArrayList<RawCaller>();
      for (int i = 0; i < SLOW_OF_EACH_KIND; i++) {
        for (var kind : List.of("plain:true", "plain:false", "shared:true", "shared:false")) {
          callers.add(ask(service, kind.split(":", -1)[0], kind.endsWith("true")));
        }
      }
      readSlowly(callers);
      long mostPlain = stalled(() -> taken(plain));
      long mostShared = stalled(() -> taken(shared));
      var meanwhile = latencies(service);
      Logger.getLogger(SlowCallerIT.class)
          .infof(
              "most taken of one answer: %d over HTTP/1.1, %d over HTTP/2; latency %s, was %s",
              mostPlain, mostShared, meanwhile, before);
      assertThat(mostPlain).isBetween(1L, MOST_TAKEN);
      assertThat(mostShared).isBetween(1L, MOST_TAKEN_SHARED);
      assertThat(meanwhile.median())
          .isLessThan(before.median().multipliedBy(3).plus(Duration.ofMillis(20)));
      assertThat(meanwhile.most()).isLessThan(Duration.ofSeconds(2));
      assertThat(Gauge.ATTEMPTS.of(service)).isEqualTo(callers.size());
      leave(callers, plain, shared);
      service.await(() -> Gauge.RELAYS.of(service) == 0);
      service.await(() -> Gauge.ATTEMPTS.of(service) == 0);
      assertThat(service.process().text()).doesNotContain("OutOfMemory");
    }
  }

  private static void flood(StubStream stream) {
    if (stream.text().contains("\"stream\":true")) {
      stream.begin();
      stream.flood(FloodingVendor.event(), FloodingVendor.PIECES, "data: [DONE]\n\n");
    } else {
      stream.beginJson();
      stream.piece(FloodingVendor.wholeHead());
      stream.flood("x".repeat(FloodingVendor.PIECE_BYTES), FloodingVendor.PIECES, "\"}}]}");
    }
  }

  private static RawCaller ask(StubbedService service, String model, boolean streamed)
      throws IOException {
    var caller = RawCaller.ask(service, "slow", asked(model, streamed));
    caller.readUntil("HTTP/1.1 200 ");
    return caller;
  }

  private static String asked(String model, boolean streamed) {
    return "{\"model\":\""
        + model
        + "\",\"stream\":"
        + streamed
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
  }

  private static void readSlowly(List<RawCaller> callers) throws IOException {
    long start = System.nanoTime();
    for (int second = 1; second <= SECONDS; second++) {
      for (var caller : callers) {
        assertThat(caller.read(1_024)).isPositive();
      }
      long next = start + TimeUnit.SECONDS.toNanos(second);
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private static LongStream taken(FloodingVendor vendor) {
    return vendor.floods().stream().mapToLong(flood -> flood.taken().get());
  }

  private static LongStream taken(StubHttp2Vendor vendor) {
    return vendor.streams().stream().mapToLong(StubStream::accepted);
  }

  private interface Taken {
    LongStream now();
  }

  /** Waits until nothing is taken for half a second; returns the most that was taken of one. */
  private static long stalled(Taken taken) {
    LongSupplier sum = () -> taken.now().sum();
    long last = sum.getAsLong();
    long since = System.nanoTime();
    long end = since + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() - since < 500_000_000) {
      assertThat(System.nanoTime()).as("the vendor is never held back").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
      if (sum.getAsLong() != last) {
        last = sum.getAsLong();
        since = System.nanoTime();
      }
    }
    return taken.now().max().orElse(0);
  }

  private record Latency(Duration median, Duration most) {}

  private static Latency latencies(StubbedService service) {
    var body = asked(StubbedService.MODEL, false).getBytes(UTF_8);
    var took =
        LongStream.range(0, QUICK)
            .map(
                i -> {
                  long start = System.nanoTime();
                  assertThat(service.post("/v1/chat/completions", body).statusCode())
                      .isEqualTo(200);
                  return System.nanoTime() - start;
                })
            .sorted()
            .toArray();
    return new Latency(Duration.ofNanos(took[QUICK / 2]), Duration.ofNanos(took[QUICK - 1]));
  }

  private static void leave(List<RawCaller> callers, FloodingVendor plain, StubHttp2Vendor shared)
      throws IOException {
    long last = 0;
    for (var caller : callers) {
      last = caller.reset();
    }
    for (var flood : plain.floods()) {
      assertThat(FloodingVendor.awaitGone(flood) - last).isLessThan(2_000_000_000L);
    }
    for (var stream : shared.streams()) {
      assertThat(stream.awaitHangUp().nanos() - last).isLessThan(2_000_000_000L);
    }
  }
}
