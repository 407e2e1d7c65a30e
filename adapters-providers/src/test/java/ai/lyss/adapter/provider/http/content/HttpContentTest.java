package ai.lyss.adapter.provider.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.http.ByteBudget;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubAnswer.Framing;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.port.RemoteContent;
import ai.lyss.domain.port.RemoteContent.Outcome;
import ai.lyss.domain.port.RemoteContent.Wanted;
import ai.lyss.domain.port.RemoteContentContract;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpContentTest extends RemoteContentContract {

  private final Vertx vertx = Vertx.vertx();
  private final StubVendor server = StubVendor.start();
  private final Map<String, StubAnswer> answers = new ConcurrentHashMap<>();
  private final ByteBudget budget = new ByteBudget(1_000_000);
  private final RemoteContent content =
      new HttpContent(
          vertx,
          new GuardedFetch(
              vertx,
              TestEgress.allowing(name -> CompletableFuture.failedFuture(null), "127.0.0.1"),
              null,
              "test"),
          budget,
          System::nanoTime);

  HttpContentTest() {
    server.always(request -> answers.get(request.path()));
  }

  @AfterEach
  void close() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  protected Outcome fetched(Wanted wanted) {
    var answer = new CompletableFuture<Outcome>();
    vertx.runOnContext(
        now -> {
          var loop = Thread.currentThread();
          var returned = new boolean[1];
          content.fetch(
              wanted,
              outcome -> {
                if (!returned[0] || Thread.currentThread() != loop || !answer.complete(outcome)) {
                  answer.obtrudeException(new AssertionError("too early, too often or elsewhere"));
                }
              });
          returned[0] = true;
        });
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  protected int answersAfterCallingOff(Wanted wanted) {
    var count = new AtomicInteger();
    var done = new CompletableFuture<Void>();
    vertx.runOnContext(
        now -> {
          content.fetch(wanted, outcome -> count.incrementAndGet()).run();
          vertx.setTimer(200, fired -> done.complete(null));
        });
    done.orTimeout(30, TimeUnit.SECONDS).join();
    return count.get();
  }

  private URI answering(StubAnswer answer) {
    var path = "/" + answers.size() + "?a=b%20c";
    answers.put(path, answer);
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  protected URI serving(byte[] bytes) {
    return answering(StubAnswer.json(200, "").header("content-type", "text/html").piece(bytes));
  }

  @Override
  protected URI at(Place place) {
    return switch (place) {
      case SILENT -> answering(StubAnswer.none(End.HANG));
      case EMPTY -> empty();
      case BREAKING -> answering(StubAnswer.json(200, "GIF89a").missing(3).end(End.FIN));
      case FAILING -> answering(StubAnswer.json(500, "GIF89a"));
      case FORBIDDEN -> URI.create("http://127.0.0.2:" + server.port() + "/");
      case MOVED ->
          answering(
              StubAnswer.bare(302).header("location", serving("GIF89a".getBytes()).toString()));
      case MISSING -> answering(StubAnswer.json(403, "GIF89a"));
    };
  }

  private static URI empty() {
    try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected long nanos() {
    return System.nanoTime();
  }

  @Test
  void asks_as_itself_without_credentials_and_for_what_it_takes_only() {
    fetched(new Wanted(serving("GIF89a".getBytes()), 100, nanos() + 20_000_000_000L));

    var request = server.requests().getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/0?a=b%20c");
    assertThat(request.headers())
        .isEqualTo(
            Map.of(
                "host",
                "127.0.0.1:" + server.port(),
                "accept",
                "image/png, image/jpeg, image/gif, image/webp, application/pdf, text/plain",
                "user-agent",
                "lyss/test",
                "connection",
                "close"));
  }

  @Test
  void stops_reading_where_the_limit_is() {
    var endless = StubAnswer.json(200, "GIF89a").framing(Framing.CHUNKED);
    for (int i = 0; i < 100; i++) {
      endless.piece(new byte[100_000]);
    }
    fetched(new Wanted(answering(endless), 1_000, nanos() + 20_000_000_000L));

    assertThat(server.written()).isLessThan(9_000_000);
  }

  @Test
  void holds_no_more_than_there_is_room_for_and_gives_room_back() {
    var half = new byte[500_000];
    System.arraycopy("GIF89a".getBytes(), 0, half, 0, 6);
    long deadline = nanos() + 20_000_000_000L;
    var wanted = new Wanted(serving(half), 600_000, deadline);

    var first = (RemoteContent.Fetched) fetched(wanted);
    var second = (RemoteContent.Fetched) fetched(wanted);
    assertThat(budget.taken()).isEqualTo(1_000_000);
    var smallest = new Wanted(serving("GIF89a".getBytes()), 100, deadline);
    assertThat(fetched(smallest)).isEqualTo(new RemoteContent.NoRoom());
    first.release().run();
    first.release().run();
    assertThat(budget.taken()).isEqualTo(500_000);
    assertThat(fetched(wanted)).isInstanceOf(RemoteContent.Fetched.class);
    second.release().run();
    assertThat(budget.taken()).isEqualTo(500_000);
  }

  @Test
  void takes_no_room_for_what_nobody_gets() {
    for (var place : Place.values()) {
      fetched(new Wanted(at(place), 100, nanos() + 300_000_000L));
    }
    var large =
        new Wanted(serving("GIF89a and a lot more".getBytes()), 10, nanos() + 5_000_000_000L);
    assertThat(fetched(large)).isEqualTo(new RemoteContent.TooLarge());
    assertThat(answersAfterCallingOff(large)).isZero();

    assertThat(budget.taken()).isZero();
  }

  @Test
  void follows_no_redirect() {
    var moved = at(Place.MOVED);
    fetched(new Wanted(moved, 1_000, nanos() + 20_000_000_000L));

    assertThat(server.requests()).hasSize(1);
  }
}
