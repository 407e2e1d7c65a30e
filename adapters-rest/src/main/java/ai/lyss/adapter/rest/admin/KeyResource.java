package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerKeys;
import ai.lyss.domain.access.KeyId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

  private final AdministerKeys keys;
  private final CurrentCaller caller;

  /** Makes the resource; CDI does. */
  @Inject
  public KeyResource(AdministerKeys keys, CurrentCaller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /** Makes an API key and shows it, this once only. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(KeyBody.class)
  @APIResponseSchema(value = KeyView.class, responseCode = "201")
  public Response createKey(InputStream body) {
    var draft = Bodies.read(body, KeyBody::read).draft();
    return Answers.of(
        keys.create(caller.acting(), draft),
        minted -> {
          var key = minted.key();
          return Shown.made(PATH, key.id().value(), key.revision(), KeyView.of(minted));
        });
  }

  /** Returns a page of the tenant's API keys, revoked ones included. */
  @GET
  @APIResponseSchema(KeyView.Listing.class)
  public Response listKeys(
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
        keys.list(caller.acting(), wanted), page -> Response.ok(KeyView.of(page)).build());
  }

  /** Returns what is known of one API key. */
  @GET
  @Path("{id}")
  @APIResponseSchema(KeyView.class)
  public Response readKey(@PathParam("id") String id) {
    var known = new KeyId(PathId.of(id, "key"));
    return Answers.of(
        keys.read(caller.acting(), known), key -> Shown.read(key.revision(), KeyView.of(key)));
  }

  /** Revokes an API key for ever; once more does nothing. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Revoked")
  public Response revokeKey(@PathParam("id") String id) {
    var known = new KeyId(PathId.of(id, "key"));
    return Answers.of(keys.revoke(caller.acting(), known), key -> Response.noContent().build());
  }
}
