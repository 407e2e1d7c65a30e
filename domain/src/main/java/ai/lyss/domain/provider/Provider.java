package ai.lyss.domain.provider;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Revision;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's account at a vendor. Immutable.
 *
 * @param id its id
 * @param tenant whose account it is
 * @param name what people call it, unique within the tenant
 * @param vendor the vendor
 * @param baseUrl where the vendor's API is; null for the vendor's own default
 * @param credential what the vendor asks for
 * @param settings the vendor's own options
 * @param enabled whether its channels may be used
 * @param revision when it was made and changed
 */
public record Provider(
    ProviderId id,
    TenantId tenant,
    String name,
    Vendor vendor,
    @Nullable URI baseUrl,
    Credential credential,
    Settings settings,
    boolean enabled,
    Revision revision) {

  /** Shows neither address nor options: they are not for logs. */
  @Override
  public String toString() {
    return "Provider[" + id + ", " + name + ", " + vendor + "]";
  }
}
