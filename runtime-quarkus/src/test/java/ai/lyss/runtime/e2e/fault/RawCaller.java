package ai.lyss.runtime.e2e.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A caller on a plain socket: sends bytes as they are, and sees how an answer really ends. */
final class RawCaller implements AutoCloseable {

  private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(30);

  private final Socket socket;
  private final InputStream in;

  private RawCaller(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  static RawCaller to(URI base) throws IOException {
    return new RawCaller(new Socket(InetAddress.getByName("127.0.0.1"), base.getPort()));
  }

  /** Sends a POST with these header lines, each with its CRLF, and waits for the answer's end. */
  Seen post(String path, String headers, byte[] body) throws IOException {
    var head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + body.length
            + "\r\n"
            + headers
            + "\r\n";
    return ask(head.getBytes(ISO_8859_1), body);
  }

  /** Sends bytes while it reads: a service may answer before it has read them all. */
  Seen ask(byte[]... pieces) throws IOException {
    var writer = Thread.ofVirtual().start(() -> write(pieces));
    try {
      return read();
    } finally {
      writer.interrupt();
    }
  }

  private void write(byte[]... pieces) {
    try {
      for (var piece : pieces) {
        socket.getOutputStream().write(piece);
      }
    } catch (IOException gone) {
      // the answer, or its absence, tells
    }
  }

  private Seen read() throws IOException {
    var head = new ArrayList<String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      head.add(line);
    }
    int status = Integer.parseInt(head.getFirst().split(" ")[1]);
    var body = new ByteArrayOutputStream();
    var ending = Ending.WHOLE;
    try {
      body(head, body);
    } catch (EOFException | java.net.SocketException broken) {
      ending = Ending.CUT;
    }
    return new Seen(status, List.copyOf(head), body.toString(UTF_8), ending);
  }

  private void body(List<String> head, ByteArrayOutputStream body) throws IOException {
    for (var line : head) {
      var lower = line.toLowerCase(Locale.ROOT).replace(" ", "");
      if (lower.equals("transfer-encoding:chunked")) {
        chunks(body);
        return;
      }
      if (lower.startsWith("content-length:")) {
        copy(Integer.parseInt(lower.substring("content-length:".length())), body);
        return;
      }
    }
    throw new IOException("a body of unknown length: " + head);
  }

  private void chunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      int size = Integer.parseInt(line(), 16);
      copy(size, body);
      if (!line().isEmpty()) {
        throw new IOException("a chunk without its end");
      }
      if (size == 0) {
        return;
      }
    }
  }

  private void copy(int length, ByteArrayOutputStream body) throws IOException {
    var buffer = new byte[64 << 10];
    int left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("cut");
      }
      body.write(buffer, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    var out = new ByteArrayOutputStream();
    int c = in.read();
    while (c != '\n') {
      if (c < 0) {
        throw new EOFException("cut");
      }
      if (c != '\r') {
        out.write(c);
      }
      c = in.read();
    }
    return out.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
