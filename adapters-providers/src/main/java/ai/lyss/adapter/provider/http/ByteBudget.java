package ai.lyss.adapter.provider.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the process may hold at once of what others make it hold. Whoever finds no room
 * has to say so: nothing waits here. Thread-safe.
 */
public final class ByteBudget {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /** Room for this many bytes. */
  public ByteBudget(long most) {
    this.most = most;
  }

  /** Returns how many bytes are taken now. */
  public long taken() {
    return taken.get();
  }

  /** Returns a share in which nothing is taken yet. */
  public Share share() {
    return new Share();
  }

  /** What one holder takes, piece by piece, and gives back as a whole. Used on one thread. */
  public final class Share {

    private long mine;
    private boolean over;

    private Share() {}

    /** Takes so many more bytes; tells whether there was room for them, and takes none if not. */
    public boolean take(int more) {
      if (over) {
        return false;
      }
      if (taken.addAndGet(more) > most) {
        taken.addAndGet(-more);
        return false;
      }
      mine += more;
      return true;
    }

    /** Gives everything back, and takes nothing any more. A second call does nothing. */
    public void release() {
      over = true;
      taken.addAndGet(-mine);
      mine = 0;
    }
  }
}
