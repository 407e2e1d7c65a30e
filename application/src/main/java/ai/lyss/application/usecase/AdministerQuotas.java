package ai.lyss.application.usecase;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;

/**
 * Administration of a tenant's quotas. They have no names: several may be alike. A change that
 * would count somebody else's use is a conflict on {@code scope}: what was counted would not be
 * theirs. Blocks; thread-safe.
 */
public interface AdministerQuotas extends AdministerThings<Stored<Quota>, QuotaId, QuotaDraft> {

  /** Returns how a page of the tenant's quotas stand; unavailable while nobody can tell. */
  StoreOutcome<Page<QuotaStatus>> statuses(Acting acting, Page.Request request);
}
