package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerChannels;
import ai.lyss.domain.channel.ChannelId;
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

/** The tenant's channels. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(ChannelResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ChannelResource {

  static final String PATH = "/api/v1/channels";

  private final AdministerChannels channels;
  private final CurrentCaller caller;

  /** Makes the resource; CDI does. */
  @Inject
  public ChannelResource(AdministerChannels channels, CurrentCaller caller) {
    this.channels = channels;
    this.caller = caller;
  }

  /** Stores a new channel. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ChannelBody.class)
  @APIResponseSchema(value = ChannelView.class, responseCode = "201")
  public Response createChannel(InputStream body) {
    var draft = Bodies.read(body, ChannelBody::read).draft();
    return Answers.of(
        channels.create(caller.acting(), draft),
        channel ->
            Shown.made(PATH, channel.id().value(), channel.revision(), ChannelView.of(channel)));
  }

  /** Returns a page of the tenant's channels. */
  @GET
  @APIResponseSchema(ChannelView.Listing.class)
  public Response listChannels(
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
        channels.list(caller.acting(), wanted), page -> Response.ok(ChannelView.of(page)).build());
  }

  /** Returns one channel. */
  @GET
  @Path("{id}")
  @APIResponseSchema(ChannelView.class)
  public Response readChannel(@PathParam("id") String id) {
    var known = new ChannelId(PathId.of(id, "channel"));
    return Answers.of(
        channels.read(caller.acting(), known),
        channel -> Shown.read(channel.revision(), ChannelView.of(channel)));
  }

  /** Removes a channel that is not used. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteChannel(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var known = new ChannelId(PathId.of(id, "channel"));
    return Answers.of(
        channels.delete(caller.acting(), known, EntityVersion.wanted(ifMatch)),
        channel -> Response.noContent().build());
  }
}
