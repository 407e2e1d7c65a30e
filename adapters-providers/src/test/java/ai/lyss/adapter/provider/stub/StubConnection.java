package ai.lyss.adapter.provider.stub;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to the stub vendor, on a thread of its own. */
final class StubConnection {

  private final Socket socket;
  private final int number;
  private final AtomicLong written;
  private final InputStream in;
  private final OutputStream out;
  private @Nullable StubRequest answering;

  StubConnection(Socket socket, int number, AtomicLong written) throws IOException {
    this.socket = socket;
    this.number = number;
    this.written = written;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Serves requests until the connection ends; tells whether the caller ended it in an answer. */
  boolean serve(Function<StubRequest, StubAnswer> told) throws IOException {
    while (true) {
      var request = read();
      if (request == null) {
        return false;
      }
      answering = request;
      var answer = told.apply(request);
      try {
        if (!answer(answer)) {
          return true;
        }
      } catch (IOException gone) {
        return true;
      }
      switch (answer.connectionEnd()) {
        case WHOLE -> {}
        case FIN -> {
          socket.close();
          return false;
        }
        case RST -> {
          UnreadBytes.await(socket);
          socket.setSoLinger(true, 0);
          socket.close();
          return false;
        }
        case HANG -> {
          return callerGone(Duration.ofMinutes(2));
        }
      }
    }
  }

  /** Returns the request that is or was answered last; null before the first. */
  @Nullable StubRequest answering() {
    return answering;
  }

  private boolean answer(StubAnswer answer) throws IOException {
    if (callerGone(answer.beforeHead())) {
      return false;
    }
    write(answer.head());
    boolean first = true;
    for (var piece : answer.framedPieces()) {
      if (!first && callerGone(answer.betweenPieces())) {
        return false;
      }
      first = false;
      write(piece);
    }
    if (answer.isWhole()) {
      write(answer.terminator());
    }
    return true;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    written.addAndGet(bytes.length);
  }

  /** Waits, and tells whether the caller hung up meanwhile. */
  private boolean callerGone(Duration wait) throws IOException {
    if (wait.isZero()) {
      return false;
    }
    socket.setSoTimeout((int) wait.toMillis());
    try {
      in.mark(1);
      boolean gone = in.read() < 0;
      in.reset();
      return gone;
    } catch (SocketTimeoutException still) {
      return false;
    } catch (IOException reset) {
      return true;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
  }

  private @Nullable StubRequest read() throws IOException {
    var start = line();
    if (start == null) {
      return null;
    }
    var lines = new ArrayList<String>();
    var headers = new HashMap<String, String>();
    for (var line = line(); line != null && !line.isEmpty(); line = line()) {
      lines.add(line);
      var parts = line.split(":", 2);
      if (parts.length < 2) {
        throw new IOException("no HTTP");
      }
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("a body cut short");
    }
    var parts = start.split(" ");
    return new StubRequest(parts[0], parts[1], headers, List.copyOf(lines), body, number);
  }

  private @Nullable String line() throws IOException {
    var out = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        out.append((char) c);
      }
      c = in.read();
    }
    return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
