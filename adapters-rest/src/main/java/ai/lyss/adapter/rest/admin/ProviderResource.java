package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
  private static final Shape<Provider> SHAPE =
      new Shape<>(PATH, provider -> provider.id().value(), Provider::revision, ProviderView::of);

  private final AdministerProviders providers;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public ProviderResource(
      AdministerProviders providers, CurrentCaller caller, Creations creations) {
    this.providers = providers;
    this.caller = caller;
    this.creations = creations;
  }

  /** Stores a new provider. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ProviderBody.class)
  @APIResponseSchema(value = ProviderView.class, responseCode = "201")
  public Response createProvider(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createProvider", idempotencyKey, body);
    var draft = sent.read(ProviderBody::read).draft();
    return creations.answer(
        SHAPE, sent, (acting, repeat) -> providers.create(acting, draft, repeat));
  }

  /** Returns a page of the tenant's providers. */
  @GET
  @APIResponseSchema(ProviderView.Listing.class)
  public Response listProviders(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.PROVIDERS);
    return Answers.of(
        providers.list(caller.acting(), wanted),
        page -> Response.ok(ProviderView.of(page, wanted)).build());
  }

  /** Returns one provider. */
  @GET
  @Path("{id}")
  @APIResponseSchema(ProviderView.class)
  public Response readProvider(@PathParam("id") String id) {
    return Answers.of(providers.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Replaces a provider. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ProviderBody.class)
  @APIResponseSchema(ProviderView.class)
  public Response replaceProvider(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var draft = Bodies.read(body, ProviderBody::read).draft();
    return Answers.of(
        providers.change(
            caller.acting(), known(id), EntityVersion.wanted(ifMatch), present -> draft),
        SHAPE::shown);
  }

  /** Changes a part of a provider. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(ProviderView.class)
  public Response patchProvider(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        providers.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, ProviderBody.tree(present), ProviderBody::read).wholeDraft()),
        SHAPE::shown);
  }

  /** Removes a provider that is not used. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteProvider(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        providers.delete(caller.acting(), known(id), EntityVersion.wanted(ifMatch)),
        provider -> Response.noContent().build());
  }

  private static ProviderId known(String id) {
    return new ProviderId(PathId.of(id, "provider"));
  }
}
