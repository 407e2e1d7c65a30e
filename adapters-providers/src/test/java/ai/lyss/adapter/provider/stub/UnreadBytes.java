package ai.lyss.adapter.provider.stub;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What lies between two programs of one machine: sent by the one and not read by the other yet. A
 * reset throws it away, so that a vendor which means to reset after its bytes has to wait for them.
 *
 * @see <a href="https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt">the table of
 *     connections</a>
 */
final class UnreadBytes {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String NONE = "00000000:00000000";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int QUEUES = 4;

  private UnreadBytes() {}

  /** Waits until the program at the other end has read all that was written; 20 seconds at most. */
  static void await(Socket socket) throws IOException {
    var here = port(socket.getLocalPort());
    var there = port(socket.getPort());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isUnread(here, there) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  private static String port(int number) {
    return String.format(Locale.ROOT, ":%04X", number);
  }

  private static boolean isUnread(String here, String there) throws IOException {
    for (var table : TABLES) {
      for (var line : Files.readAllLines(table)) {
        var cells = line.strip().split(" +");
        boolean ours = cells[LOCAL].endsWith(here) && cells[REMOTE].endsWith(there);
        boolean theirs = cells[LOCAL].endsWith(there) && cells[REMOTE].endsWith(here);
        if ((ours || theirs) && !cells[QUEUES].equals(NONE)) {
          return true;
        }
      }
    }
    return false;
  }
}
