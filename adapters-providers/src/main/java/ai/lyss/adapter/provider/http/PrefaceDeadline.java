package ai.lyss.adapter.provider.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS of the Java runtime, on which a vendor that agreed to HTTP/2 must send its SETTINGS in time,
 * the first thing it has to say (RFC 9113, section 3.4). Vert.x waits for them without an end, and
 * its pool counts the connection all that time; here it is closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a timer, or for a close
final class PrefaceDeadline extends JdkSSLEngineOptions {

  private final long millis;

  /**
   * TLS with this deadline.
   *
   * @param millis how long the SETTINGS may take after the handshake
   */
  PrefaceDeadline(long millis) {
    this.millis = millis;
  }

  @Override
  public PrefaceDeadline copy() {
    return new PrefaceDeadline(millis);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new Watching(millis);
  }

  private static final class Watching extends DefaultSslContextFactory {
    private final long millis;

    Watching(long millis) {
      super(SslProvider.JDK, false);
      this.millis = millis;
    }

    @Override
    public SslContext create() throws SSLException {
      return new WatchedContext(super.create(), millis);
    }
  }

  private static final class WatchedContext extends DelegatingSslContext {
    private final long millis;

    WatchedContext(SslContext context, long millis) {
      super(context);
      this.millis = millis;
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      // as the Java runtime made it
    }

    @Override
    protected void initHandler(SslHandler handler) {
      handler
          .handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess() && done.getNow() instanceof Channel channel) {
                  channel
                      .eventLoop()
                      .schedule(() -> closeUnlessSettled(channel), millis, TimeUnit.MILLISECONDS);
                }
              });
    }

    private static void closeUnlessSettled(Channel channel) {
      var http2 = channel.pipeline().get(Http2ConnectionHandler.class);
      if (http2 != null && !http2.decoder().prefaceReceived()) {
        channel.close();
      }
    }
  }
}
