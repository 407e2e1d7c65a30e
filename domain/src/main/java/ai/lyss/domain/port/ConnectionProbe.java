package ai.lyss.domain.port;

import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Calls vendors to see whether they can be reached and know the account. Never shows a secret.
 * Blocks for half a minute at most; thread-safe.
 */
public interface ConnectionProbe {

  /**
   * Asks the vendor for its models; where it has no list of them, for one token of a model.
   *
   * @param vendorModel the vendor's name of a model to ask; null when none is known
   */
  ProbeResult probe(Provider provider, @Nullable ModelName vendorModel);
}
