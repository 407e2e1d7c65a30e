package ai.lyss.adapter.rest.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A caller that speaks HTTP/1.1 byte by byte over a socket. */
final class RawCaller implements AutoCloseable {

  private final Socket socket = new Socket();
  private final InputStream in;

  RawCaller(int port) throws IOException {
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(ScriptedRelays.PATIENCE_SECONDS * 1000);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = socket.getInputStream();
  }

  /** An answer's head. */
  record Head(int status, Map<String, String> headers) {
    String header(String name) {
      return headers.get(name);
    }
  }

  /** A whole answer. */
  record Answer(Head head, byte[] body) {
    int status() {
      return head.status();
    }

    String header(String name) {
      return head.header(name);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the error that the body tells. */
    JsonObject error() {
      return new JsonObject(text()).getJsonObject("error");
    }
  }

  RawCaller send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawCaller send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends what is there and reads the answer. */
  Answer call(String request) throws IOException {
    return send(request).answer();
  }

  Answer answer() throws IOException {
    var head = head();
    return new Answer(head, body(head));
  }

  Head head() throws IOException {
    var status = line();
    var headers = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(status.split(" ")[1]), headers);
  }

  private byte[] body(Head head) throws IOException {
    if ("chunked".equals(head.header("transfer-encoding"))) {
      var body = new ByteArrayOutputStream();
      for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        body.writeBytes(chunk);
      }
      return body.toByteArray();
    }
    var length = head.header("content-length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
  }

  /** Reads one chunk of a chunked body; empty at its end. */
  byte[] chunk() throws IOException {
    int length = Integer.parseInt(line(), 16);
    var chunk = in.readNBytes(length);
    if (chunk.length < length) {
      throw new EOFException(chunk.length + " bytes of a chunk (expected: " + length + ")");
    }
    line();
    return chunk;
  }

  String chunkText() throws IOException {
    return new String(chunk(), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended within a line: " + line.toString(ISO_8859_1));
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** Tells whether the server closes without another byte, within the time a test waits. */
  boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  /** Says with a FIN that nothing more will be sent or read. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection with a RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
