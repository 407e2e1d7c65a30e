package ai.lyss.application.usecase;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;

/**
 * Administration of a tenant's accounts at vendors. A credential that a change leaves out stays as
 * it is. Blocks; thread-safe.
 */
public interface AdministerProviders
    extends AdministerThings<Provider, ProviderId, ProviderDraft> {}
