package ai.lyss.application.usecase;

import ai.lyss.domain.store.StoreOutcome;

/** Moves a tenant's configuration out and in as a whole. Blocks; thread-safe. */
public interface MoveConfiguration {

  /** Returns the tenant's configuration as it stands at one moment. */
  StoreOutcome<TenantConfig> exported(Acting acting);

  /**
   * Brings the tenant's configuration to where a document wants it: all of it in one transaction,
   * or nothing. What is there already as the document says is not touched, so that a second import
   * does nothing. The problems of a draft point into the document.
   */
  Checked<ImportPlan> imported(Acting acting, ImportOrder order);
}
