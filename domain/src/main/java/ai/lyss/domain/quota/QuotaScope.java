package ai.lyss.domain.quota;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.KeyId;

/** Whose use a quota counts, within its tenant. */
public sealed interface QuotaScope {

  /** Tells whether a caller's use counts. */
  boolean covers(Caller caller);

  /** Everybody's. */
  record WholeTenant() implements QuotaScope {
    @Override
    public boolean covers(Caller caller) {
      return true;
    }
  }

  /** One API key's. */
  record OfKey(KeyId key) implements QuotaScope {
    @Override
    public boolean covers(Caller caller) {
      return key.equals(caller.key());
    }
  }

  /** One user's. */
  record OfUser(String user) implements QuotaScope {
    @Override
    public boolean covers(Caller caller) {
      return user.equals(caller.user());
    }
  }
}
