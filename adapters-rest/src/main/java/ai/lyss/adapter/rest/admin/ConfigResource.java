package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.caller.CurrentCaller;
import ai.lyss.adapter.rest.problem.Answers;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.application.usecase.ImportOrder;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportOrder.Others;
import ai.lyss.application.usecase.MoveConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The tenant's configuration as one document. Methods block, on worker threads. Thread-safe. */
@Singleton
@Path(ConfigResource.PATH)
@APIResponse(
    responseCode = "default",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ConfigResource {

  /**
   * The media type of documents.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9512">RFC 9512</a>
   */
  static final String YAML = "application/yaml";

  static final String PATH = "/api/v1/config";

  private final MoveConfiguration configuration;
  private final CurrentCaller caller;

  /** Makes the resource; CDI does. */
  @Inject
  public ConfigResource(MoveConfiguration configuration, CurrentCaller caller) {
    this.configuration = configuration;
    this.caller = caller;
  }

  /** Returns the tenant's configuration, without secrets. */
  @GET
  @Path("export")
  @Produces(YAML)
  @APIResponseSchema(ConfigBody.class)
  public Response exportConfig() {
    return Answers.of(
        configuration.exported(caller.acting()),
        config -> Response.ok(ConfigYaml.write(ConfigBody.of(config)), YAML).build());
  }

  /** Brings the tenant's configuration to where a document wants it. */
  @POST
  @Path("import")
  @Consumes({YAML, "application/x-yaml", "text/yaml", "text/x-yaml", MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  @RequestBodySchema(ConfigBody.class)
  @APIResponseSchema(ImportPlanView.class)
  public Response importConfig(@Context UriInfo uri, InputStream body) {
    var flags = QueryFlags.of(uri.getQueryParameters(), QueryFlags.APPLY, QueryFlags.PRUNE);
    var draft = YamlBodies.read(body, ConfigBody::read);
    var order =
        new ImportOrder(
            draft,
            flags.isSet(QueryFlags.APPLY) ? Extent.APPLIED : Extent.DRY_RUN,
            flags.isSet(QueryFlags.PRUNE) ? Others.PRUNED : Others.KEPT);
    return Answers.of(
        configuration.imported(caller.acting(), order),
        plan -> Response.ok(ImportPlanView.of(plan)).build());
  }
}
