package ai.lyss.adapter.provider.http;

import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;

/** What a vendor's protocol makes of a call: a request that can be sent, or why none can. */
public sealed interface VendorRequest permits HttpCall, VendorRequest.None {

  /** There is nothing to send. */
  record None(ProviderFailure failure) implements VendorRequest {

    /** The vendor makes no embeddings. */
    public static final None NO_EMBEDDINGS =
        new None(
            new ProviderFailure.Unfit(
                new VendorError(
                    400,
                    "The vendor of this model makes no embeddings.",
                    "invalid_request_error",
                    "model",
                    "unsupported_endpoint")));

    /** The vendor does not do what is asked, or not with this model. */
    public static final None NOT_OFFERED =
        new None(
            new ProviderFailure.Unfit(
                new VendorError(
                    400,
                    "The vendor of this model does not offer this operation.",
                    "invalid_request_error",
                    "model",
                    "unsupported_endpoint")));
  }
}
