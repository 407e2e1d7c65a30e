package ai.lyss.adapter.provider.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stub vendor does with one request: a head, a body in pieces each written by itself, and
 * an end. Built up by its methods, then given to {@link StubVendor}; not changed afterwards.
 */
public final class StubAnswer {

  /** How the length of the body is told. */
  public enum Framing {
    /** By {@code content-length}. */
    LENGTH,
    /** By {@code transfer-encoding: chunked}, a chunk a piece. */
    CHUNKED,
    /** By the end of the connection. */
    CLOSE,
    /** Not at all: for a status without a body, or one that is to be told wrongly by a header. */
    NONE
  }

  /** What happens after the last piece. */
  public enum End {
    /** The answer is ended as its framing says, and the connection stays. */
    WHOLE,
    /** The connection is closed with a FIN, whatever is missing. */
    FIN,
    /** The connection is reset, once all that was written has been read. */
    RST,
    /** Nothing, until the caller goes away. */
    HANG
  }

  private int status = 200;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<byte[]> pieces = new ArrayList<>();
  private Framing framing = Framing.CHUNKED;
  private End end = End.WHOLE;
  private boolean headSent = true;
  private int missingBytes;
  private Duration beforeHead = Duration.ZERO;
  private Duration betweenPieces = Duration.ZERO;
  private byte[] first = {};
  private boolean closing;

  private StubAnswer() {}

  /** A status without a body. */
  public static StubAnswer bare(int status) {
    var answer = new StubAnswer().framing(Framing.NONE);
    answer.status = status;
    return answer;
  }

  /** These bytes in place of an answer; they need not be HTTP. */
  public static StubAnswer raw(String bytes) {
    var answer = new StubAnswer().framing(Framing.NONE).before(bytes);
    answer.headSent = false;
    return answer;
  }

  /** A JSON body with its length. */
  public static StubAnswer json(int status, String body) {
    var answer = new StubAnswer();
    answer.status = status;
    answer.framing = Framing.LENGTH;
    return answer.header("content-type", "application/json").piece(body);
  }

  /** An event stream, each text written by itself. */
  public static StubAnswer stream(String... pieces) {
    var answer = new StubAnswer().header("content-type", "text/event-stream; charset=utf-8");
    for (var piece : pieces) {
      answer.piece(piece);
    }
    return answer;
  }

  /** The end of the connection in place of an answer. */
  public static StubAnswer none(End end) {
    var answer = new StubAnswer().end(end);
    answer.headSent = false;
    return answer;
  }

  /** Sends a header; the last one of a name wins. */
  public StubAnswer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Sends these bytes as the next piece of the body. */
  public StubAnswer piece(String text) {
    return piece(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends these bytes as the next piece of the body. */
  public StubAnswer piece(byte[] bytes) {
    pieces.add(bytes);
    return this;
  }

  /** Tells the length of the body in this way. */
  public StubAnswer framing(Framing framing) {
    this.framing = framing;
    return this;
  }

  /** Ends in this way. */
  public StubAnswer end(End end) {
    this.end = end;
    return this;
  }

  /** Announces this many bytes more than are sent; only with {@link Framing#LENGTH}. */
  public StubAnswer missing(int bytes) {
    missingBytes = bytes;
    return this;
  }

  /** Tells whether it falls silent for so long, or for ever. */
  public boolean silentFor(Duration wait) {
    return end == End.HANG || beforeHead.compareTo(wait) >= 0 || betweenPieces.compareTo(wait) >= 0;
  }

  /** Waits before the head. */
  public StubAnswer beforeHead(Duration wait) {
    beforeHead = wait;
    return this;
  }

  /** Waits before each piece but the first. */
  public StubAnswer betweenPieces(Duration wait) {
    betweenPieces = wait;
    return this;
  }

  /** Sends these bytes before the head, in the same write. */
  public StubAnswer before(String bytes) {
    first = bytes.getBytes(StandardCharsets.ISO_8859_1);
    return this;
  }

  /** Closes the connection after a whole answer without saying so, as if it had idled too long. */
  public StubAnswer closing() {
    closing = true;
    return this;
  }

  byte[] head() {
    if (!headSent) {
      return first;
    }
    var out = new StringBuilder(new String(first, StandardCharsets.ISO_8859_1));
    out.append("HTTP/1.1 ").append(status).append(" Stub\r\n");
    headers.forEach((name, value) -> out.append(name).append(": ").append(value).append("\r\n"));
    switch (framing) {
      case LENGTH -> out.append("content-length: ").append(length() + missingBytes).append("\r\n");
      case CHUNKED -> out.append("transfer-encoding: chunked\r\n");
      case CLOSE -> out.append("connection: close\r\n");
      case NONE -> {}
    }
    return out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private int length() {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }

  List<byte[]> framedPieces() {
    return pieces.stream().map(this::framed).toList();
  }

  private byte[] framed(byte[] piece) {
    if (framing != Framing.CHUNKED) {
      return piece;
    }
    var size = (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    var out = new byte[size.length + piece.length + 2];
    System.arraycopy(size, 0, out, 0, size.length);
    System.arraycopy(piece, 0, out, size.length, piece.length);
    out[out.length - 2] = '\r';
    out[out.length - 1] = '\n';
    return out;
  }

  byte[] terminator() {
    return framing == Framing.CHUNKED
        ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
        : new byte[0];
  }

  /** Returns how the connection ends: {@code WHOLE} only when it stays open. */
  End connectionEnd() {
    boolean closes = closing || framing == Framing.CLOSE;
    return end == End.WHOLE && closes ? End.FIN : end;
  }

  boolean isWhole() {
    return end == End.WHOLE;
  }

  Duration beforeHead() {
    return beforeHead;
  }

  Duration betweenPieces() {
    return betweenPieces;
  }
}
