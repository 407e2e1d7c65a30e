package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one vendor over HTTP. {@link #open} must be called on a Vert.x event loop; the sink
 * hears nothing before it returned. Thread-safe.
 */
public final class HttpChannelCalls implements ChannelCalls {

  private final HttpTransport transport;
  private final VendorProtocol protocol;

  /** Calls of the vendor that speaks this protocol. */
  public HttpChannelCalls(HttpTransport transport, VendorProtocol protocol) {
    this.transport = transport;
    this.protocol = protocol;
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    var loop = transport.loop();
    var base = protocol.baseUrl(call.provider());
    if (base == null || base.getHost() == null) {
      return unsent(
          loop, new ProviderFailure.ConnectFailed("the provider has no usable base URL"), sink);
    }
    return switch (protocol.call(call)) {
      case HttpCall http -> send(call, sink, http, target(base, http.path()));
      case VendorRequest.None none -> unsent(loop, none.failure(), sink);
    };
  }

  private Attempt send(Call call, AttemptSink sink, HttpCall http, RequestOptions target) {
    var loop = transport.loop();
    var told = sink;
    if (!http.dropped().isEmpty()) {
      if (call.request().drops() == DropPolicy.REFUSED) {
        return unsent(loop, DropNotes.refusal(http.dropped()), sink);
      }
      told = new DropNotes(sink, http.dropped());
    }
    return new HttpAttempt(loop, protocol, call, told, http, target).start();
  }

  private static Attempt unsent(HttpLoop loop, ProviderFailure failure, AttemptSink sink) {
    var unsent = new UnsentAttempt(failure, sink);
    loop.later(unsent);
    return unsent;
  }

  private static RequestOptions target(URI base, String path) {
    boolean tls = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setHost(base.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI(joined(base.getRawPath(), path));
  }

  private static String joined(@Nullable String prefix, String path) {
    if (prefix == null || prefix.isEmpty()) {
      return path;
    }
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) + path : prefix + path;
  }
}
