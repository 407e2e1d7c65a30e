package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerTenants;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.TenantDraft;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

/**
 * All tenants, for the platform's administrators. Methods block, on worker threads. Thread-safe.
 */
@Singleton
@Path(TenantResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class TenantResource {

  static final String PATH = "/api/v1/tenants";
  private static final Shape<Stored<Tenant>> SHAPE =
      new Shape<>(PATH, tenant -> tenant.value().id().value(), Stored::revision, TenantView::of);

  private final AdministerTenants tenants;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public TenantResource(AdministerTenants tenants, CurrentCaller caller, Creations creations) {
    this.tenants = tenants;
    this.caller = caller;
    this.creations = creations;
  }

  /** Makes a tenant. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(TenantBody.class)
  @APIResponseSchema(value = TenantView.class, responseCode = "201")
  public Response createTenant(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createTenant", idempotencyKey, body);
    var draft = sent.read(TenantBody::read).draft();
    return creations.answer(SHAPE, sent, (acting, repeat) -> tenants.create(acting, draft, repeat));
  }

  /** Returns a page of all tenants. */
  @GET
  @APIResponseSchema(TenantView.Listing.class)
  public Response listTenants(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.TENANTS);
    return Answers.of(
        tenants.list(caller.acting(), wanted),
        page -> Response.ok(TenantView.of(page, wanted)).build());
  }

  /** Returns one tenant. */
  @GET
  @Path("{id}")
  @APIResponseSchema(TenantView.class)
  public Response readTenant(@PathParam("id") String id) {
    return Answers.of(tenants.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Changes a part of a tenant. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(TenantView.class)
  public Response patchTenant(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        tenants.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, Bodies.tree(TenantBody.of(present.value())), TenantBody::read)
                    .draft()),
        SHAPE::shown);
  }

  /** Lets the keys of a tenant work again. */
  @POST
  @Path("{id}/enable")
  @APIResponseSchema(TenantView.class)
  public Response enableTenant(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(switched(id, ifMatch, true), SHAPE::shown);
  }

  /** Keeps the keys of a tenant from working. */
  @POST
  @Path("{id}/disable")
  @APIResponseSchema(TenantView.class)
  public Response disableTenant(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(switched(id, ifMatch, false), SHAPE::shown);
  }

  private static TenantId known(String id) {
    return new TenantId(PathId.of(id, "tenant"));
  }

  private Checked<Stored<Tenant>> switched(String id, @Nullable String ifMatch, boolean enabled) {
    return tenants.change(
        caller.acting(),
        known(id),
        EntityVersion.wanted(ifMatch),
        present -> new TenantDraft(present.value().name(), enabled));
  }
}
