package ai.lyss.adapter.rest.endpoint;

import ai.lyss.domain.access.Role;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document from the endpoint table: what the scanner cannot see of the relay,
 * and the ids, summaries, roles and failures of every operation. Runs when the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class EndpointsOpenApi implements OASFilter {

  /** The extension that names the roles of an operation: a caller needs one of them. */
  public static final String ROLES = "x-lyss-roles";

  private static final String SCHEME = "bearer";

  /** Makes the filter; the scanner does. */
  public EndpointsOpenApi() {}

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getInfo() == null) {
      document.setInfo(OASFactory.createInfo().version("1"));
    }
    document.getInfo().title("Lyss").description("An LLM gateway: relay and administration.");
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSecurityScheme(
            SCHEME,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(SCHEME)
                .description("An API key, sk-lyss-…, or a token of the identity provider"));
    OpenApiSchemas.complete(document.getComponents());
    RelayOpenApi.addSchemas(document.getComponents());
    if (document.getPaths() == null) {
      document.setPaths(OASFactory.createPaths());
    }
    for (var endpoint : EndpointTable.SERVED.all()) {
      complete(endpoint, operation(document, endpoint));
    }
    OpenApiExamples.complete(document);
  }

  private static void complete(Endpoint endpoint, Operation operation) {
    operation
        .operationId(endpoint.operationId())
        .summary(endpoint.summary())
        .tags(List.of(tag(endpoint)))
        .security(List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME)));
    operation.addExtension(ROLES, names(endpoint.roles()));
    switch (endpoint.kind()) {
      case RELAY -> RelayOpenApi.sketch(endpoint, operation);
      case ADMINISTRATION -> AdministrationOpenApi.complete(endpoint, operation);
    }
  }

  /** Returns the operation as the scanner left it, or a new one where it saw none. */
  private static Operation operation(OpenAPI document, Endpoint endpoint) {
    var paths = document.getPaths();
    PathItem item = paths.getPathItem(endpoint.openApiPath());
    if (item == null) {
      item = OASFactory.createPathItem();
      paths.addPathItem(endpoint.openApiPath(), item);
    }
    var method = HttpMethod.valueOf(endpoint.verb().name());
    var known = item.getOperations().get(method);
    if (known != null) {
      return known;
    }
    var made = OASFactory.createOperation();
    item.setOperation(method, made);
    return made;
  }

  private static String tag(Endpoint endpoint) {
    return switch (endpoint.kind()) {
      case RELAY -> "relay";
      case ADMINISTRATION -> collection(endpoint.path());
    };
  }

  /** Returns the segment after the root: {@code keys} of {@code /api/v1/keys/{id}}. */
  private static String collection(String path) {
    var rest = path.substring(EndpointTable.ADMINISTRATION_ROOT.length() + 1);
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static List<String> names(Set<Role> roles) {
    return Arrays.stream(Role.values()).filter(roles::contains).map(Role::wireName).toList();
  }
}
