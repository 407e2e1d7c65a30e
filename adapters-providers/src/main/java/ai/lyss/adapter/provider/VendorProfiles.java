package ai.lyss.adapter.provider;

import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The profiles of the vendors that were put together here. Immutable. */
public final class VendorProfiles implements VendorCatalog {

  private final List<VendorProfile> profiles;

  /** A catalogue of these profiles, each vendor once. */
  public VendorProfiles(Collection<VendorProfile> profiles) {
    this.profiles = profiles.stream().sorted(Comparator.comparing(p -> p.vendor().id())).toList();
  }

  @Override
  public List<VendorProfile> all() {
    return profiles;
  }

  @Override
  public Optional<VendorProfile> find(Vendor vendor) {
    return profiles.stream().filter(profile -> profile.vendor().equals(vendor)).findFirst();
  }
}
