package ai.lyss.adapter.rest.endpoint;

import ai.lyss.domain.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One route as it is served. Immutable.
 *
 * @param verb the HTTP method
 * @param path the absolute path; a part {@code {id}} stands for one segment, and {@code {id:.+}}
 *     for one or more
 * @param kind who serves it
 * @param roles a caller needs one of these
 * @param operation what it does, in lowerCamelCase; the same for one operation under several paths
 * @param summary one sentence for the documentation
 * @param resource the Java method that serves it; null for a relay endpoint
 */
public record Endpoint(
    Verb verb,
    String path,
    EndpointKind kind,
    Set<Role> roles,
    String operation,
    String summary,
    @Nullable ResourceMethod resource) {

  private static final String API = "/api/";
  private static final String BETA = "/v1beta/";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)(:[^}]*)?}");
  private static final String DEEP = ":.+";

  /** Copies the roles; an endpoint that nobody may call, or an unserved one, is a mistake. */
  public Endpoint {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(verb + " " + path + ": no roles (expected: at least one)");
    }
    if ((kind == EndpointKind.ADMINISTRATION) != (resource != null)) {
      throw new IllegalArgumentException(
          verb + " " + path + ": " + resource + " (expected: a method iff " + kind + ")");
    }
  }

  /** Returns the operation's id in the OpenAPI document, unique among all endpoints. */
  public String operationId() {
    if (kind == EndpointKind.RELAY && path.startsWith(BETA)) {
      return operation + "Beta";
    }
    return kind == EndpointKind.RELAY && path.startsWith(API) ? operation + "UnderApi" : operation;
  }

  /** Returns the path as OpenAPI writes it: parameters without their patterns. */
  public String openApiPath() {
    return PARAMETER.matcher(path).replaceAll("{$1}");
  }

  /** Puts the endpoint on a router; without parameters it is matched as it is, which is cheaper. */
  public Route on(Router router) {
    var method = HttpMethod.valueOf(verb.name());
    return path.indexOf('{') < 0
        ? router.route(method, path)
        : router.routeWithRegex(method, pathRegex());
  }

  /**
   * Returns a regular expression for the whole path, with a named group for each parameter, such as
   * {@code /v1/models/(?<id>.+)}; for routers that match by expression.
   */
  public String pathRegex() {
    var regex = new StringBuilder();
    var parameter = PARAMETER.matcher(path);
    int copied = 0;
    while (parameter.find()) {
      regex.append(literal(path.substring(copied, parameter.start())));
      regex.append("(?<").append(parameter.group(1)).append('>');
      regex.append(DEEP.equals(parameter.group(2)) ? ".+" : "[^/]+").append(')');
      copied = parameter.end();
    }
    return regex.append(literal(path.substring(copied))).toString();
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }

  private static String literal(String text) {
    return text.replace(".", "\\.");
  }
}
