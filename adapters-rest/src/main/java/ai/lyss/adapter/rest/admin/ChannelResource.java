package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.endpoint.ListParameters;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.AdministerChannels;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
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
  private static final Shape<Channel> SHAPE =
      new Shape<>(PATH, channel -> channel.id().value(), Channel::revision, ChannelView::of);

  private final AdministerChannels channels;
  private final CurrentCaller caller;
  private final Creations creations;

  /** Makes the resource; CDI does. */
  @Inject
  public ChannelResource(AdministerChannels channels, CurrentCaller caller, Creations creations) {
    this.channels = channels;
    this.caller = caller;
    this.creations = creations;
  }

  /** Stores a new channel. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ChannelBody.class)
  @APIResponseSchema(value = ChannelView.class, responseCode = "201")
  public Response createChannel(
      @HeaderParam(Sent.KEY) @Nullable String idempotencyKey, InputStream body) {
    var sent = Sent.of("createChannel", idempotencyKey, body);
    var draft = sent.read(ChannelBody::read).draft();
    return creations.answer(
        SHAPE, sent, (acting, repeat) -> channels.create(acting, draft, repeat));
  }

  /** Returns a page of the tenant's channels. */
  @GET
  @APIResponseSchema(ChannelView.Listing.class)
  public Response listChannels(@Context UriInfo uri) {
    var wanted = PageQuery.of(uri.getQueryParameters(), ListParameters.CHANNELS);
    return Answers.of(
        channels.list(caller.acting(), wanted),
        page -> Response.ok(ChannelView.of(page, wanted)).build());
  }

  /** Returns one channel. */
  @GET
  @Path("{id}")
  @APIResponseSchema(ChannelView.class)
  public Response readChannel(@PathParam("id") String id) {
    return Answers.of(channels.read(caller.acting(), known(id)), SHAPE::shown);
  }

  /** Replaces a channel. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ChannelBody.class)
  @APIResponseSchema(ChannelView.class)
  public Response replaceChannel(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var draft = Bodies.read(body, ChannelBody::read).draft();
    return Answers.of(
        channels.change(
            caller.acting(), known(id), EntityVersion.wanted(ifMatch), present -> draft),
        SHAPE::shown);
  }

  /** Changes a part of a channel. */
  @PATCH
  @Path("{id}")
  @Consumes({PatchType.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @APIResponseSchema(ChannelView.class)
  public Response patchChannel(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      InputStream body) {
    var patch = Bodies.patch(body);
    return Answers.of(
        channels.change(
            caller.acting(),
            known(id),
            EntityVersion.wanted(ifMatch),
            present ->
                Bodies.patched(patch, Bodies.tree(ChannelBody.of(present)), ChannelBody::read)
                    .draft()),
        SHAPE::shown);
  }

  /** Lets relays use a channel. */
  @POST
  @Path("{id}/enable")
  @APIResponseSchema(ChannelView.class)
  public Response enableChannel(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        channels.enable(caller.acting(), known(id), EntityVersion.wanted(ifMatch)), SHAPE::shown);
  }

  /** Keeps relays from using a channel. */
  @POST
  @Path("{id}/disable")
  @APIResponseSchema(ChannelView.class)
  public Response disableChannel(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        channels.disable(caller.acting(), known(id), EntityVersion.wanted(ifMatch)), SHAPE::shown);
  }

  /** Removes a channel that is not used. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "Removed")
  public Response deleteChannel(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return Answers.of(
        channels.delete(caller.acting(), known(id), EntityVersion.wanted(ifMatch)),
        channel -> Response.noContent().build());
  }

  private static ChannelId known(String id) {
    return new ChannelId(PathId.of(id, "channel"));
  }
}
