package ai.lyss.adapter.provider.http;

import ai.lyss.domain.failure.ProviderFailure;

/** What a vendor's protocol makes of a call: a request that can be sent, or why none can. */
public sealed interface VendorRequest permits HttpCall, VendorRequest.None {

  /** There is nothing to send. */
  record None(ProviderFailure failure) implements VendorRequest {}
}
