package ai.lyss.application.usecase;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's quotas. Blocks; thread-safe. */
public interface AdministerQuotas {

  /** Stores a new quota. */
  Checked<Stored<Quota>> create(Acting acting, QuotaDraft draft, Repeat<Stored<Quota>> repeat);

  /** Does the same each time it is asked for. */
  default Checked<Stored<Quota>> create(Acting acting, QuotaDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's quotas. */
  StoreOutcome<Page<Stored<Quota>>> list(Acting acting, Page.Request request);

  /** Returns how a page of the tenant's quotas stand; unavailable while nobody can tell. */
  StoreOutcome<Page<QuotaStatus>> statuses(Acting acting, Page.Request request);

  /** Returns a quota of the tenant. */
  StoreOutcome<Stored<Quota>> read(Acting acting, QuotaId id);

  /**
   * Makes another quota of the one that there is; a conflict on {@code scope} when it would count
   * somebody else's use: what was counted would not be theirs.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present quota shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<Stored<Quota>> change(
      Acting acting, QuotaId id, @Nullable Long version, Function<Stored<Quota>, QuotaDraft> wish);

  /**
   * Removes a quota.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<Stored<Quota>> delete(Acting acting, QuotaId id, @Nullable Long version);
}
