package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerQuotas;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.store.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** The tenant's quotas. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(QuotaResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class QuotaResource {

  static final String PATH = "/api/v1/quotas";
  private static final Shape<Stored<Quota>> SHAPE =
      new Shape<>(PATH, quota -> quota.value().id().value(), Stored::revision, QuotaView::of);

  private final AdministerQuotas quotas;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public QuotaResource(AdministerQuotas quotas, CurrentCaller caller, Creations creations) {
    this.quotas = quotas;
    this.caller = caller;
    this.creations = creations;
  }

  /** Stores a new quota. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(QuotaBody.class)
  @APIResponseSchema(value = QuotaView.class, responseCode = "201")
  public Response createQuota(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createQuota", idempotencyKey, body);
    var draft = sent.read(QuotaBody::read).draft();
    return creations.answer(SHAPE, sent, (acting, repeat) -> quotas.create(acting, draft, repeat));
  }

  /** Returns a page of the tenant's quotas. */
  @GET
  @APIResponseSchema(QuotaView.Listing.class)
  public Response listQuotas(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.QUOTAS);
    return Answers.of(
        quotas.list(caller.acting(), wanted),
        page -> Response.ok(QuotaView.of(page, wanted)).build());
  }

  /** Returns how a page of the tenant's quotas stand. */
  @GET
  @Path("status")
  @APIResponseSchema(QuotaStatusView.Listing.class)
  public Response listQuotaStatuses(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.QUOTA_STATUSES);
    return Answers.of(
        quotas.statuses(caller.acting(), wanted),
        page -> Response.ok(QuotaStatusView.of(page, wanted)).build());
  }

  /** Returns one quota. */
  @GET
  @Path("{id}")
  @APIResponseSchema(QuotaView.class)
  public Response readQuota(@PathParam("id") String id) {
    return Answers.of(quotas.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Changes a part of a quota. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(QuotaView.class)
  public Response patchQuota(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        quotas.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, Bodies.tree(QuotaBody.of(present.value())), QuotaBody::read)
                    .draft()),
        SHAPE::shown);
  }

  /** Removes a quota. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteQuota(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        quotas.delete(caller.acting(), known(id), EntityVersion.wanted(ifMatch)),
        quota -> Response.noContent().build());
  }

  private static QuotaId known(String id) {
    return new QuotaId(PathId.of(id, "quota"));
  }
}
