package ai.lyss.adapter.provider.http.egress;

import ai.lyss.domain.egress.IpAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of names. Does not block; thread-safe. */
public interface HostLookup {

  /**
   * Returns the addresses of a name in the order in which they should be tried, at least one; ends
   * in an {@link java.net.UnknownHostException} where there is none. Completes on any thread.
   */
  CompletionStage<List<IpAddress>> addresses(String name);
}
