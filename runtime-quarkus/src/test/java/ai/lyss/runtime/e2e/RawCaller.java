package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A caller that speaks HTTP/1.1 over a plain socket, reads as slowly as it likes and hangs up. */
final class RawCaller implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];

  private RawCaller(StubbedService service) throws IOException {
    var base = service.process().base();
    socket.setReceiveBufferSize(32 << 10);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
    in = socket.getInputStream();
  }

  /** Connects and asks for a chat; reads nothing yet. */
  static RawCaller ask(StubbedService service, String requestId, String body) throws IOException {
    return ask(service, "/v1/chat/completions", requestId, body);
  }

  /** Connects and posts a body to a path; reads nothing yet. */
  static RawCaller ask(StubbedService service, String path, String requestId, String body)
      throws IOException {
    var caller = new RawCaller(service);
    var bytes = body.getBytes(UTF_8);
    var head =
        "POST "
            + path
            + " HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
            + StubbedService.KEY
            + "\r\ncontent-type: application/json\r\nx-request-id: "
            + requestId
            + "\r\ncontent-length: "
            + bytes.length
            + "\r\n\r\n";
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes(head.getBytes(UTF_8));
    out.writeBytes(bytes);
    caller.socket.getOutputStream().write(out.toByteArray());
    return caller;
  }

  /** Reads at most so many bytes, waiting for the first; -1 at the end. */
  int read(int most) throws IOException {
    return in.read(buffer, 0, Math.min(most, buffer.length));
  }

  /** Reads until a text has come; fails at the end. */
  void readUntil(String text) throws IOException {
    var all = new StringBuilder();
    while (all.indexOf(text) < 0) {
      int length = read(buffer.length);
      if (length < 0) {
        throw new AssertionError("no " + text + " in: " + all);
      }
      all.append(new String(buffer, 0, length, UTF_8));
    }
  }

  /** Reads all that has come, without waiting. */
  void readWaiting() throws IOException {
    while (in.available() > 0 && read(buffer.length) > 0) {
      // only to have it out of the way
    }
  }

  /** Says with a FIN that nothing more is wanted; returns when. */
  long hangUp() throws IOException {
    readWaiting(); // what is left unread would make a RST of it
    return closed();
  }

  /** Breaks the connection with a RST; returns when. */
  long reset() throws IOException {
    socket.setSoLinger(true, 0);
    return closed();
  }

  private long closed() throws IOException {
    long at = System.nanoTime();
    socket.close();
    return at;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
