package ai.lyss.adapter.persistence.secret;

/**
 * The installation cannot work with the secrets it was given. The message says why in one line and
 * shows nothing of them.
 */
public final class SecretRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Refuses for this reason. */
  public SecretRefused(String reason) {
    super(reason);
  }
}
