package ai.lyss.adapter.rest.problem;

import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.application.usecase.FieldProblem.Kind;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells what JAX-RS, the validator or a bug throws as problem documents. Thread-safe. */
@Singleton
public final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /**
   * Tells what JAX-RS refuses by itself: unknown paths, methods, media types, bodies too large. A
   * refusal with a status of 500 and more is a bug, and is logged like one.
   */
  @ServerExceptionMapper
  public Response refused(WebApplicationException refusal, ContainerRequestContext request) {
    var refused = refusal.getResponse();
    if (refused.getStatus() >= ProblemKind.INTERNAL_ERROR.status()) {
      return failed(refusal, request);
    }
    var kind = ProblemKind.ofStatus(refused.getStatus());
    var path = request.getUriInfo().getRequestUri().getRawPath();
    var problem = Problem.of(kind, request.getMethod() + " " + path + ": " + kind.title());
    var answer = problem.withStatus(refused.getStatus()).response();
    if (kind == ProblemKind.METHOD_NOT_ALLOWED) {
      var verbs = EndpointTable.SERVED.verbsAt(path).stream().map(Verb::name).toList();
      answer.header(HttpHeaders.ALLOW, String.join(", ", verbs));
    }
    return answer.build();
  }

  /** Tells which parameters break their bounds; an answer that breaks its own is a bug. */
  @ServerExceptionMapper
  public Response invalid(
      ConstraintViolationException violations, ContainerRequestContext request) {
    if (violations.getConstraintViolations().stream().anyMatch(ProblemMappers::isOfAnswer)) {
      return failed(violations, request);
    }
    var faults =
        violations.getConstraintViolations().stream()
            .map(ProblemMappers::fault)
            .sorted(Comparator.comparing(Fault::detail))
            .toList();
    return Problem.of(faults).response().build();
  }

  /** Logs a bug under the request's id and tells the caller nothing but the id. */
  @ServerExceptionMapper
  public Response failed(Throwable bug, ContainerRequestContext request) {
    var id = RequestIdFilter.of(request);
    LOG.errorf(
        bug,
        "request %s: %s %s failed",
        id,
        request.getMethod(),
        request.getUriInfo().getRequestUri().getRawPath());
    return Problem.of(ProblemKind.INTERNAL_ERROR, "The log tells more under the request's id.")
        .response()
        .build();
  }

  private static boolean isOfAnswer(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }

  private static Fault fault(ConstraintViolation<?> violation) {
    var parameter = "";
    for (Path.Node node : violation.getPropertyPath()) {
      parameter = node.getName();
    }
    var message = parameter + ": " + violation.getMessage();
    return Fault.ofParameter(parameter, Kind.OUT_OF_RANGE, message);
  }
}
