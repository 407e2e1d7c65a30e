package ai.lyss.adapter.provider.http.egress;

import java.io.IOException;

/** A connection is not allowed. Says neither where it led nor why: the caller must not learn it. */
public final class EgressDenied extends IOException {

  private static final long serialVersionUID = 1;

  /** A connection that is not made. */
  EgressDenied() {
    super("the address is not allowed");
  }

  /** Costs no more than any other value: tenants can cause as many as they like. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
