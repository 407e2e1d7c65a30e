package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.domain.provider.ProviderId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The tenant's providers. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(ProviderResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ProviderResource {

  static final String PATH = "/api/v1/providers";

  private final AdministerProviders providers;
  private final CurrentCaller caller;

  /** Makes the resource; CDI does. */
  @Inject
  public ProviderResource(AdministerProviders providers, CurrentCaller caller) {
    this.providers = providers;
    this.caller = caller;
  }

  /** Stores a new provider. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ProviderBody.class)
  @APIResponseSchema(value = ProviderView.class, responseCode = "201")
  public Response createProvider(InputStream body) {
    var draft = Bodies.read(body, ProviderBody::read).draft();
    return Answers.of(
        providers.create(caller.acting(), draft),
        provider ->
            Shown.made(
                PATH, provider.id().value(), provider.revision(), ProviderView.of(provider)));
  }

  /** Returns a page of the tenant's providers. */
  @GET
  @APIResponseSchema(ProviderView.Listing.class)
  public Response listProviders(
      @Parameter(
              description = "At most how many",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @QueryParam(PageQuery.LIMIT)
          @Nullable String limit,
      @Parameter(description = "The next_cursor of the page before") @QueryParam(PageQuery.CURSOR)
          @Nullable String cursor) {
    var wanted = PageQuery.of(limit, cursor);
    return Answers.of(
        providers.list(caller.acting(), wanted),
        page -> Response.ok(ProviderView.of(page)).build());
  }

  /** Returns one provider. */
  @GET
  @Path("{id}")
  @APIResponseSchema(ProviderView.class)
  public Response readProvider(@PathParam("id") String id) {
    var known = new ProviderId(PathId.of(id, "provider"));
    return Answers.of(
        providers.read(caller.acting(), known),
        provider -> Shown.read(provider.revision(), ProviderView.of(provider)));
  }

  /** Removes a provider that is not used. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteProvider(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var known = new ProviderId(PathId.of(id, "provider"));
    return Answers.of(
        providers.delete(caller.acting(), known, EntityVersion.wanted(ifMatch)),
        provider -> Response.noContent().build());
  }
}
