package ai.lyss.adapter.provider.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A vendor on a free port of loopback, speaking HTTP/1.1 over plain sockets, so that it can also
 * speak it wrongly. Answers come from a queue; when that is empty, from a rule. Thread-safe.
 */
public final class StubVendor implements AutoCloseable {

  private final ServerSocket server;
  private final Queue<StubAnswer> queue = new ConcurrentLinkedQueue<>();
  private final List<StubRequest> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Long> hangUps = new LinkedBlockingQueue<>();
  private final Map<StubRequest, Long> left = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private volatile Function<StubRequest, StubAnswer> rule =
      request -> StubAnswer.json(500, "{\"error\":{\"message\":\"the stub was told nothing\"}}");

  private StubVendor(ServerSocket server) {
    this.server = server;
  }

  /** Starts a vendor over plain HTTP. */
  public static StubVendor start() {
    try {
      return start(new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a vendor on a socket of the test's own, for TLS. */
  public static StubVendor start(ServerSocket server) {
    var vendor = new StubVendor(server);
    Thread.ofVirtual().name("stub-vendor").start(vendor::accept);
    return vendor;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      var connection = new StubConnection(socket, number, written);
      if (connection.serve(this::told)) {
        long at = System.nanoTime();
        hangUps.add(at);
        left.put(connection.answering(), at);
      }
    } catch (IOException gone) {
      // between two requests: nobody waits for it
    } finally {
      open.remove(socket);
    }
  }

  private StubAnswer told(StubRequest request) {
    requests.add(request);
    var answer = queue.poll();
    return answer != null ? answer : rule.apply(request);
  }

  /** Answers the next requests in this order. */
  public StubVendor next(StubAnswer... answers) {
    queue.addAll(List.of(answers));
    return this;
  }

  /** Answers every request for which nothing is queued by this rule. */
  public StubVendor always(Function<StubRequest, StubAnswer> rule) {
    this.rule = rule;
    return this;
  }

  /** Returns the base URL, ending in {@code /v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** Returns the port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns the requests so far, in the order of their coming. */
  public List<StubRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns how many connections were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Returns how many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Returns how many bytes were handed to the network so far. */
  public long written() {
    return written.get();
  }

  /** Waits until a caller hangs up within an answer; returns when, on the monotonic clock. */
  public long awaitHangUp() throws InterruptedException {
    var at = hangUps.poll(20, TimeUnit.SECONDS);
    if (at == null) {
      throw new AssertionError("no caller hung up within 20 s");
    }
    return at;
  }

  /** Returns the requests within whose answer the caller hung up, and when, as above. */
  public Map<StubRequest, Long> hangUps() {
    return Map.copyOf(left);
  }

  /** Closes all connections that are open, idle ones too, and takes new ones. */
  public void dropConnections() {
    open.forEach(StubVendor::closeQuietly);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropConnections();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // that is what was wanted
    }
  }
}
