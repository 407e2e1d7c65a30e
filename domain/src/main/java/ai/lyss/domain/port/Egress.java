package ai.lyss.domain.port;

import java.net.URI;

/**
 * Says in advance where connections are not allowed, so that nobody saves an address that never
 * works. Each connection is checked again when it is made. Looks names up; blocks for two seconds
 * at most; thread-safe.
 */
public interface Egress {

  /**
   * Tells whether connections to where a URL leads are allowed, as far as can be known now: a name
   * that cannot be looked up at the moment is, unless it is forbidden by itself.
   */
  boolean allows(URI url);
}
