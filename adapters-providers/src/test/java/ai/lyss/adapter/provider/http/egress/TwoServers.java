package ai.lyss.adapter.provider.http.egress;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two servers on the same port of this machine, of which the tests' guards allow one, as if it were
 * of the public Internet, and forbid the other.
 */
public final class TwoServers implements AutoCloseable {

  /** The address that is allowed. */
  public static final String GOOD = "127.0.0.2";

  /** The address that is not. */
  public static final String BAD = "127.0.0.1";

  private final StubVendor good;
  private final StubVendor bad;

  private TwoServers(StubVendor good, StubVendor bad) {
    this.good = good;
    this.bad = bad;
  }

  /** Starts them; both answer everything like this. */
  public static TwoServers answering(StubAnswer answer) throws IOException {
    for (int tries = 0; ; tries++) {
      var bad = StubVendor.start();
      try {
        var good = StubVendor.start(new ServerSocket(bad.port(), 512, InetAddress.getByName(GOOD)));
        bad.always(request -> answer);
        good.always(request -> answer);
        return new TwoServers(good, bad);
      } catch (IOException taken) {
        bad.close();
        if (tries == 20) {
          throw taken;
        }
      }
    }
  }

  public StubVendor good() {
    return good;
  }

  public StubVendor bad() {
    return bad;
  }

  public int port() {
    return good.port();
  }

  @Override
  public void close() {
    good.close();
    bad.close();
  }
}
