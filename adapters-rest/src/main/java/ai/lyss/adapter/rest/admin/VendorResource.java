package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.ListVendors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** What can be configured. Thread-safe. */
@Singleton
@Path("/api/v1/vendors")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class VendorResource {

  private final ListVendors vendors;

  /** Makes the resource; CDI does. */
  @Inject
  public VendorResource(ListVendors vendors) {
    this.vendors = vendors;
  }

  /** Returns every vendor that providers may be made of. */
  @GET
  @APIResponseSchema(VendorView.Listing.class)
  public Response listVendors() {
    return Response.ok(VendorView.of(vendors.vendors())).build();
  }
}
