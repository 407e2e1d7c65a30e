package ai.lyss.application.usecase;

import ai.lyss.domain.provider.VendorProfile;
import java.util.List;

/** Tells what can be configured. Reads memory only; thread-safe. */
public interface ListVendors {

  /** Returns every vendor that providers may be made of, in the order of their ids. */
  List<VendorProfile> vendors();
}
