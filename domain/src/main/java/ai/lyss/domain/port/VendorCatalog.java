package ai.lyss.domain.port;

import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import java.util.List;
import java.util.Optional;

/** The vendors this installation speaks to. Immutable. */
public interface VendorCatalog {

  /** Returns all of them, in the order of their ids. */
  List<VendorProfile> all();

  /** Returns one of them; empty when it is not known here. */
  Optional<VendorProfile> find(Vendor vendor);
}
