package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each limit of time ends an attempt never before it, and at most 100 ms after it. The latter needs
 * a machine that is awake: one of three tries is enough.
 */
@Timeout(60)
class TimeLimitsTest {

  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration TOLERANCE = Duration.ofMillis(100);

  private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @TempDir static Path folder;
  private static StubCertificate certificate;

  @BeforeAll
  static void certify() {
    certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
  }

  /** When an attempt failed, how, and when the last content before that came. */
  private record Ended(ProviderFailure failure, long opened, long lastContent, long failed) {

    Duration sinceOpened() {
      return Duration.ofNanos(failed - opened);
    }

    Duration sinceContent() {
      return Duration.ofNanos(failed - lastContent);
    }
  }

  private static TestLoop loop(TransportTimeouts timeouts, TransportOptions.Protocols protocols) {
    var standard = TransportOptions.STANDARD;
    return new TestLoop(
        new TransportOptions(timeouts, 100, standard.keepAlive(), protocols, certificate.trust()),
        AnswerLimits.STANDARD);
  }

  private static Call call(URI base, Duration deadline) {
    var whole = Chats.call(Chats.provider(base), Chats.chat(STREAMED));
    return new Call(
        whole.provider(),
        whole.vendorModel(),
        whole.request(),
        null,
        System.nanoTime() + deadline.toNanos());
  }

  private static void within(TimeoutPhase phase, Supplier<Ended> attempt, Measure measure) {
    var took = new ArrayList<Duration>();
    for (int i = 0; i < TRIES; i++) {
      var ended = attempt.get();
      assertThat(ended.failure()).isEqualTo(new ProviderFailure.TimedOut(phase));
      took.add(measure.of(ended));
      if (took.getLast().compareTo(LIMIT.plus(TOLERANCE)) <= 0) {
        break;
      }
    }
    assertThat(took).allMatch(time -> time.compareTo(LIMIT) >= 0);
    assertThat(took).anyMatch(time -> time.compareTo(LIMIT.plus(TOLERANCE)) <= 0);
  }

  private interface Measure {
    Duration of(Ended ended);
  }

  @ParameterizedTest
  @EnumSource
  void first_byte(TransportOptions.Protocols protocols) {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = loop(new TransportTimeouts(AMPLE, LIMIT, AMPLE), protocols)) {
      warm(vendor, loop);
      vendor.always(silent -> {});
      within(
          TimeoutPhase.FIRST_BYTE,
          () -> failed(loop, call(vendor.baseUrl(), AMPLE)),
          Ended::sinceOpened);
    }
  }

  @ParameterizedTest
  @EnumSource
  void between_two_chunks(TransportOptions.Protocols protocols) {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = loop(new TransportTimeouts(AMPLE, AMPLE, LIMIT), protocols)) {
      warm(vendor, loop);
      vendor.always(TimeLimitsTest::threeChunks);
      within(
          TimeoutPhase.IDLE,
          () -> failed(loop, call(vendor.baseUrl(), AMPLE)),
          ended -> {
            assertThat(ended.sinceOpened()).isGreaterThan(LIMIT.multipliedBy(2));
            return ended.sinceContent();
          });
    }
  }

  /** Longer than the limit in all, but never as long between two. */
  private static void threeChunks(StubStream stream) {
    var pause = LIMIT.dividedBy(3).multipliedBy(2);
    stream.begin();
    stream.piece(TEXT);
    stream.later(
        pause,
        () -> {
          stream.piece(TEXT);
          stream.later(pause, () -> stream.piece(TEXT));
        });
  }

  @ParameterizedTest
  @EnumSource
  void in_all(TransportOptions.Protocols protocols) {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = loop(new TransportTimeouts(AMPLE, AMPLE, AMPLE), protocols)) {
      warm(vendor, loop);
      vendor.always(
          stream -> {
            stream.begin();
            trickle(stream);
          });
      within(
          TimeoutPhase.TOTAL,
          () -> failed(loop, call(vendor.baseUrl(), LIMIT)),
          Ended::sinceOpened);
    }
  }

  private static void trickle(StubStream stream) {
    if (!stream.isGone()) {
      stream.piece(TEXT);
      stream.later(Duration.ofMillis(20), () -> trickle(stream));
    }
  }

  @ParameterizedTest
  @EnumSource
  void connecting_to_a_vendor_that_never_shakes_hands(TransportOptions.Protocols protocols)
      throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        var loop = loop(new TransportTimeouts(LIMIT, AMPLE, AMPLE), protocols)) {
      var base = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/v1");
      within(TimeoutPhase.CONNECT, () -> failed(loop, call(base, AMPLE)), Ended::sinceOpened);
    }
  }

  @Test
  void connecting_to_a_vendor_that_takes_no_connection() throws IOException {
    try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var loop =
            loop(
                new TransportTimeouts(LIMIT, AMPLE, AMPLE),
                TransportOptions.Protocols.NEGOTIATED)) {
      var callers = fill(full);
      try {
        var base = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/v1");
        within(TimeoutPhase.CONNECT, () -> failed(loop, call(base, AMPLE)), Ended::sinceOpened);
      } finally {
        for (var caller : callers) {
          caller.close();
        }
      }
    }
  }

  /** Connects until the server's queue takes no more. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    var callers = new ArrayList<Socket>();
    var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    for (int i = 0; i < 16; i++) {
      var caller = new Socket();
      callers.add(caller);
      try {
        caller.connect(address, 200);
      } catch (SocketTimeoutException full) {
        return callers;
      }
    }
    throw new AssertionError("the queue is not full (expected: after a few connections)");
  }

  private static void warm(StubHttp2Vendor vendor, TestLoop loop) {
    vendor.next(stream -> stream.events(TEXT, DONE));
    var sink = new TimingSink();
    loop.open(call(vendor.baseUrl(), AMPLE), sink);
    sink.over.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static Ended failed(TestLoop loop, Call call) {
    var sink = new TimingSink();
    long opened = System.nanoTime();
    loop.open(call, sink);
    var failure = sink.over.orTimeout(20, TimeUnit.SECONDS).join();
    return new Ended(failure, opened, sink.lastContent, sink.failed);
  }

  /** Notes when things come; a good end is null. */
  private static final class TimingSink implements AttemptSink {
    private final CompletableFuture<ProviderFailure> over = new CompletableFuture<>();
    private volatile long lastContent;
    private volatile long failed;

    @Override
    public void head(AnswerHead head) {}

    @Override
    public void preamble(ByteSlice bytes) {}

    @Override
    public void content(ByteSlice bytes) {
      lastContent = System.nanoTime();
    }

    @Override
    public void end(AttemptReport report) {
      over.complete(null);
    }

    @Override
    public void fail(ProviderFailure failure, AttemptReport report) {
      failed = System.nanoTime();
      over.complete(failure);
    }
  }
}
