package ai.lyss.adapter.provider.http.content;

import ai.lyss.adapter.provider.http.egress.Dialing;
import ai.lyss.adapter.provider.http.egress.EgressDenied;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The fetching of one document. Used on one event loop, but for its making. */
final class FetchRun {

  private final Context loop;
  private final Asked asked;
  private final IntPredicate room;
  private final Consumer<FetchEnd> answer;
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest request;
  private long timer = -1;
  private boolean over;

  FetchRun(Context loop, Asked asked, IntPredicate room, Consumer<FetchEnd> answer) {
    this.loop = loop;
    this.asked = asked;
    this.room = room;
    this.answer = answer;
  }

  void start(EgressGuard guard, HttpClient client, String agent) {
    if (over) {
      return;
    }
    if (asked.millis() < 1) {
      end(new FetchEnd.Late());
      return;
    }
    timer = loop.owner().setTimer(asked.millis(), fired -> end(new FetchEnd.Late()));
    var target =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(asked.url().getHost())
            .setPort(asked.port())
            .setSsl(asked.tls())
            .setURI(asked.target())
            .setFollowRedirects(false)
            .putHeader(HttpHeaders.ACCEPT, asked.accept())
            .putHeader(HttpHeaders.USER_AGENT, agent);
    Future.fromCompletionStage(guard.addresses(target.getHost(), target.getPort()), loop)
        .compose(
            found ->
                new Dialing(found, 0, asked.millis(), client::request, () -> over)
                    .request(target, index -> {}))
        .onSuccess(this::send)
        .onFailure(this::broken);
  }

  private void send(HttpClientRequest opened) {
    if (over) {
      opened.reset();
      return;
    }
    request = opened;
    opened.exceptionHandler(told -> {}); // the answer's future says it, too
    opened.send().onSuccess(this::read).onFailure(this::broken);
  }

  private void read(HttpClientResponse response) {
    int status = response.statusCode();
    response.exceptionHandler(this::broken);
    if (status < 200 || status > 299) {
      end(new FetchEnd.Answer(status, new byte[0]));
      return;
    }
    response.handler(this::part);
    response.endHandler(end -> ended(status));
  }

  private void part(Buffer part) {
    if (over) {
      return;
    }
    if (body.length() + part.length() > asked.maxBytes()) {
      end(new FetchEnd.TooLong());
    } else if (room.test(part.length())) {
      body.appendBuffer(part);
    } else {
      end(new FetchEnd.NoRoom());
    }
  }

  private void ended(int status) {
    request = null;
    end(new FetchEnd.Answer(status, body.getBytes()));
  }

  private void broken(Throwable cause) {
    end(
        switch (cause) {
          case EgressDenied denied -> new FetchEnd.Denied();
          case TimeoutException late -> new FetchEnd.Late();
          default -> new FetchEnd.Broken();
        });
  }

  /** Calls it off: nothing is answered any more. */
  void cancel() {
    if (!over) {
      close();
    }
  }

  private void end(FetchEnd fetched) {
    if (!over) {
      close();
      answer.accept(fetched);
    }
  }

  private void close() {
    over = true;
    if (timer >= 0) {
      loop.owner().cancelTimer(timer);
    }
    var open = request;
    if (open != null) {
      request = null;
      open.reset();
    }
  }
}
