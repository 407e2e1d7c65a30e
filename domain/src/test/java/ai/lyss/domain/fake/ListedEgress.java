package ai.lyss.domain.fake;

import ai.lyss.domain.port.Egress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Egress that is free but for the hosts that a test forbids. Thread-safe. */
public final class ListedEgress implements Egress {

  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private volatile Runnable asked = () -> {};

  /** Runs this each time somebody asks, before the answer. */
  public void whenAsked(Runnable check) {
    asked = check;
  }

  /** Forbids connections to a host, given as a URL has it, from now on. */
  public void forbid(String host) {
    forbidden.add(host);
  }

  @Override
  public boolean allows(URI url) {
    asked.run();
    return url.getHost() == null || !forbidden.contains(url.getHost());
  }
}
