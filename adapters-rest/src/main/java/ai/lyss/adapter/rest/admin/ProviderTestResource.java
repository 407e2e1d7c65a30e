package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.TestConnections;
import ai.lyss.domain.provider.ProviderId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Tests of the connections of providers. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(ProviderResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ProviderTestResource {

  private final TestConnections tests;
  private final CurrentCaller caller;

  /** Makes the resource; CDI does. */
  @Inject
  public ProviderTestResource(TestConnections tests, CurrentCaller caller) {
    this.tests = tests;
    this.caller = caller;
  }

  /** Calls the vendor and tells what came of it. */
  @POST
  @Path("{id}/test")
  @APIResponseSchema(ConnectionTestView.class)
  public Response testProvider(@PathParam("id") String id) {
    return Answers.of(
        tests.provider(caller.acting(), known(id)),
        test -> Response.ok(ConnectionTestView.of(test.result())).build());
  }

  /** Returns the last tests of a provider and its channels. */
  @GET
  @Path("{id}/tests")
  @APIResponseSchema(RememberedTestView.Listing.class)
  public Response listProviderTests(@PathParam("id") String id) {
    return Answers.of(
        tests.latest(caller.acting(), known(id)),
        found -> Response.ok(RememberedTestView.of(found)).build());
  }

  private static ProviderId known(String id) {
    return new ProviderId(PathId.of(id, "provider"));
  }
}
