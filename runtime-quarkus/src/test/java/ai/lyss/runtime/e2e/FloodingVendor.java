package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A vendor over plain HTTP/1.1 whose every answer is 100 MB, written as fast as it is taken: an
 * event stream or a whole one, as it is asked. Its own send buffers are small, so that what it
 * could write is what others hold.
 */
final class FloodingVendor implements AutoCloseable {

  static final int PIECE_BYTES = 64 << 10;
  static final int PIECES = 1_600;

  private static final int SEND_BUFFER_BYTES = 64 << 10;
  private static final String EVENT_HEAD =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
  private static final String EVENT_TAIL = "\"},\"finish_reason\":null}]}\n\n";
  private static final String WHOLE_HEAD =
      "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";

  /** One answer: how much of it was taken, and when its reader was seen to have gone. */
  record Flood(AtomicLong taken, CompletableFuture<Long> gone) {}

  private final ServerSocket server;
  private final List<Flood> floods = new CopyOnWriteArrayList<>();

  private FloodingVendor(ServerSocket server) {
    this.server = server;
  }

  static FloodingVendor start() throws IOException {
    var vendor = new FloodingVendor(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    Thread.ofVirtual().name("flooding-vendor").start(vendor::accept);
    return vendor;
  }

  /** Returns an event of {@link #PIECE_BYTES}. */
  static String event() {
    int room = PIECE_BYTES - EVENT_HEAD.length() - EVENT_TAIL.length();
    return EVENT_HEAD + "x".repeat(room) + EVENT_TAIL;
  }

  /** Returns how a whole answer begins; any text may follow. */
  static String wholeHead() {
    return WHOLE_HEAD;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSendBufferSize(SEND_BUFFER_BYTES);
      boolean streamed = asksForStream(new BufferedInputStream(socket.getInputStream()));
      var flood = new Flood(new AtomicLong(), new CompletableFuture<>());
      floods.add(flood);
      try {
        write(socket, flood, streamed);
      } catch (IOException gone) {
        flood.gone().complete(System.nanoTime());
      }
    } catch (IOException unread) {
      // nobody asked anything
    }
  }

  private static boolean asksForStream(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    var length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
    return new String(in.readNBytes(Integer.parseInt(length)), US_ASCII)
        .contains("\"stream\":true");
  }

  private static void write(Socket socket, Flood flood, boolean streamed) throws IOException {
    var type = streamed ? "text/event-stream" : "application/json";
    var start = streamed ? "" : WHOLE_HEAD;
    var piece = (streamed ? event() : "x".repeat(PIECE_BYTES)).getBytes(US_ASCII);
    var length = start.length() + (long) piece.length * PIECES;
    var out = socket.getOutputStream();
    out.write(
        ("HTTP/1.1 200 OK\r\ncontent-type: "
                + type
                + "\r\ncontent-length: "
                + length
                + "\r\n\r\n"
                + start)
            .getBytes(US_ASCII));
    for (int i = 0; i < PIECES; i++) {
      out.write(piece);
      flood.taken().addAndGet(piece.length);
    }
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  List<Flood> floods() {
    return List.copyOf(floods);
  }

  /** Waits until the reader of an answer has gone; returns when. */
  static long awaitGone(Flood flood) {
    return flood.gone().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
