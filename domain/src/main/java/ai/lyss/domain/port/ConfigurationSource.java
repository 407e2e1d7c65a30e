package ai.lyss.domain.port;

import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;

/** Where the configuration is kept. */
public interface ConfigurationSource {

  /** Reads all of it, as it stands at one moment. Blocks. */
  StoreOutcome<Configuration> load();
}
