package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerKeys;
import ai.lyss.application.usecase.MintedKey;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
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

/** The tenant's API keys. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(KeyResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class KeyResource {

  static final String PATH = "/api/v1/keys";
  private static final Shape<ApiKey> SHAPE =
      new Shape<>(PATH, key -> key.id().value(), ApiKey::revision, KeyView::of);
  private static final Shape<MintedKey> MADE =
      new Shape<>(
          PATH,
          minted -> minted.key().id().value(),
          minted -> minted.key().revision(),
          KeyView::of);

  private final AdministerKeys keys;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public KeyResource(AdministerKeys keys, CurrentCaller caller, Creations creations) {
    this.keys = keys;
    this.caller = caller;
    this.creations = creations;
  }

  /** Makes an API key and shows it, this once only. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(KeyBody.class)
  @APIResponseSchema(value = KeyView.class, responseCode = "201")
  public Response createKey(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createKey", idempotencyKey, body);
    var draft = sent.read(KeyBody::read).draft();
    return creations.answer(MADE, sent, (acting, repeat) -> keys.create(acting, draft, repeat));
  }

  /** Returns a page of the tenant's API keys, revoked ones included. */
  @GET
  @APIResponseSchema(KeyView.Listing.class)
  public Response listKeys(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.KEYS);
    return Answers.of(
        keys.list(caller.acting(), wanted), page -> Response.ok(KeyView.of(page, wanted)).build());
  }

  /** Returns what is known of one API key. */
  @GET
  @Path("{id}")
  @APIResponseSchema(KeyView.class)
  public Response readKey(@PathParam("id") String id) {
    return Answers.of(keys.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Changes a part of what the bearer of an API key may do. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(KeyView.class)
  public Response patchKey(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        keys.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, Bodies.tree(KeyBody.of(present)), KeyBody::read).draft()),
        SHAPE::shown);
  }

  /** Revokes an API key for ever; once more does nothing. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Revoked")
  public Response revokeKey(@PathParam("id") String id) {
    return Answers.of(keys.revoke(caller.acting(), known(id)), key -> Response.noContent().build());
  }

  private static KeyId known(String id) {
    return new KeyId(PathId.of(id, "key"));
  }
}
