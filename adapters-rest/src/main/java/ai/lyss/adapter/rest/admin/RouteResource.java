package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerRoutes;
import ai.lyss.domain.channel.Route;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The tenant's routes. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(RouteResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class RouteResource {

  static final String PATH = "/api/v1/routes";
  private static final Shape<Route> SHAPE =
      new Shape<>(PATH, Route::id, Route::revision, RouteView::of);

  private final AdministerRoutes routes;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public RouteResource(AdministerRoutes routes, CurrentCaller caller, Creations creations) {
    this.routes = routes;
    this.caller = caller;
    this.creations = creations;
  }

  /** Stores a new route. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(RouteBody.class)
  @APIResponseSchema(value = RouteView.class, responseCode = "201")
  public Response createRoute(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createRoute", idempotencyKey, body);
    var draft = sent.read(RouteBody::read).draft();
    return creations.answer(SHAPE, sent, (acting, repeat) -> routes.create(acting, draft, repeat));
  }

  /** Returns a page of the tenant's routes. */
  @GET
  @APIResponseSchema(RouteView.Listing.class)
  public Response listRoutes(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.ROUTES);
    return Answers.of(
        routes.list(caller.acting(), wanted),
        page -> Response.ok(RouteView.of(page, wanted)).build());
  }

  /** Returns one route. */
  @GET
  @Path("{id}")
  @APIResponseSchema(RouteView.class)
  public Response readRoute(@PathParam("id") String id) {
    return Answers.of(routes.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Replaces a route. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(RouteBody.class)
  @APIResponseSchema(RouteView.class)
  public Response replaceRoute(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var draft = Bodies.read(body, RouteBody::read).draft();
    return Answers.of(
        routes.change(caller.acting(), known(id), EntityVersion.wanted(ifMatch), present -> draft),
        SHAPE::shown);
  }

  /** Changes a part of a route. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(RouteView.class)
  public Response patchRoute(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        routes.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, Bodies.tree(RouteBody.of(present)), RouteBody::read).draft()),
        SHAPE::shown);
  }

  /** Removes a route. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteRoute(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        routes.delete(caller.acting(), known(id), EntityVersion.wanted(ifMatch)),
        route -> Response.noContent().build());
  }

  private static UUID known(String id) {
    return PathId.of(id, "route");
  }
}
