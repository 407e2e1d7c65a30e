package ai.lyss.domain.port;

/** Notices that the configuration changed, from whichever replica changed it. */
public interface ConfigurationChanges extends AutoCloseable {

  /**
   * Calls {@code changed} after each committed change, and once whenever notices may have been
   * missed. Calls come from one thread of the adapter's, never twice at once.
   */
  void listen(Runnable changed);

  /** Stops listening. */
  @Override
  void close();
}
