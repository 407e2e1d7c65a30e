package ai.lyss.adapter.provider.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.Protocols;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.TransportOptions;
import ai.lyss.adapter.provider.http.content.GuardedFetch;
import ai.lyss.adapter.provider.http.probe.HttpConnectionProbe;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** All ways out of the gateway, with one guard, at a time that can be moved. */
final class WaysOut implements AutoCloseable {

  static final String ASKED = "{\"model\":\"m\",\"messages\":[]}";
  static final String ANSWER =
      "{\"data\":[],\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},"
          + "\"finish_reason\":\"stop\"}]}";
  static final ProviderFailure DENIED =
      new ProviderFailure.ConnectFailed("the address is not allowed");

  /** A way out of the gateway. */
  enum Way {
    RELAY,
    PROBE,
    DOCUMENT
  }

  /** What came of going out. */
  enum Came {
    THROUGH,
    DENIED,
    NOT
  }

  private final AtomicLong later = new AtomicLong();
  final TestLoop loop;
  final HttpConnectionProbe probe;
  private final GuardedFetch documents;

  WaysOut(EgressGuard guard) {
    loop =
        new TestLoop(
            TransportOptions.STANDARD,
            AnswerLimits.STANDARD,
            guard,
            () -> System.nanoTime() + later.get());
    Vertx vertx = loop.vertx();
    probe = new HttpConnectionProbe(vertx, guard, Protocols.all(), System::nanoTime);
    documents = new GuardedFetch(vertx, guard, null, "test");
  }

  /** Lets everything be forgotten that was looked up. */
  void forget() {
    pass(Duration.ofMinutes(2));
  }

  /** Lets so much time pass. */
  void pass(Duration time) {
    loop.assertNothingLeft();
    later.addAndGet(time.toNanos());
  }

  Came out(Way way, URI base) {
    return switch (way) {
      case RELAY -> relayed(base);
      case PROBE -> probed(probe.probe(Chats.provider(base), null));
      case DOCUMENT -> fetched(base);
    };
  }

  /** Goes out and expects no good answer. */
  void tried(Way way, URI base) {
    if (way == Way.RELAY) {
      assertThat(loop.finished(call(base.toString())).failure)
          .isInstanceOf(ProviderFailure.Unavailable.class);
    } else {
      assertThat(out(way, base)).isEqualTo(Came.NOT);
    }
  }

  private Came relayed(URI base) {
    var sink = loop.finished(call(base.toString(), Duration.ofNanos(later.get())));
    if (sink.failure == null) {
      return Came.THROUGH;
    }
    assertThat(sink.report.requestSent()).isFalse();
    return sink.failure.equals(DENIED) ? Came.DENIED : Came.NOT;
  }

  private static Came probed(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Reached reached -> Came.THROUGH;
      case ProbeResult.Failed failed ->
          failed.type() == ProbeResult.Type.EGRESS_DENIED ? Came.DENIED : Came.NOT;
    };
  }

  private Came fetched(URI url) {
    return documents
        .document(url, "*/*", 1_000, Duration.ofSeconds(20))
        .handle(
            (bytes, failed) ->
                failed == null
                    ? Came.THROUGH
                    : failed.getMessage().contains("does not allow") ? Came.DENIED : Came.NOT)
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    loop.close();
  }

  static Call call(String base) {
    return call(base, Duration.ZERO);
  }

  static Call call(String base, Duration later) {
    Provider provider = Chats.provider(URI.create(base));
    var chat = Chats.chat(ASKED);
    long deadline = System.nanoTime() + later.plusMinutes(1).toNanos();
    return new Call(provider, chat.outline().model(), chat, null, deadline);
  }
}
