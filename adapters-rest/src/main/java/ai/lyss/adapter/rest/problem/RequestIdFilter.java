package ai.lyss.adapter.rest.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every administration request its id, and puts it on every answer. Thread-safe. */
@Singleton
public final class RequestIdFilter {

  private static final String PROPERTY = "lyss.request-id";
  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

  /** Returns the id of a request, given to it now if it has none yet. */
  static String of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof String known) {
      return known;
    }
    var id = RequestId.of(request.getHeaderString(RequestId.HEADER), UUID::randomUUID);
    request.setProperty(PROPERTY, id);
    return id;
  }

  /** Gives the request its id before anything can fail. */
  @ServerRequestFilter(preMatching = true)
  public void named(ContainerRequestContext request) {
    of(request);
  }

  /** Puts the id on the answer, and tells a problem document where it occurred. */
  @ServerResponseFilter
  public void answered(ContainerRequestContext request, ContainerResponseContext response) {
    var id = of(request);
    response.getHeaders().putSingle(RequestId.HEADER, id);
    if (response.getEntity() instanceof Problem problem) {
      var path = request.getUriInfo().getRequestUri().getRawPath();
      response.setEntity(problem.at(path, id), response.getEntityAnnotations(), PROBLEM);
    }
  }
}
