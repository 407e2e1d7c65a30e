package ai.lyss.adapter.rest.problem;

import jakarta.ws.rs.WebApplicationException;

/** Ends a request with a problem document, from wherever JAX-RS leaves no other way out. */
public final class ProblemException extends WebApplicationException {

  private static final long serialVersionUID = 1;

  /** Ends the request with this problem. */
  public ProblemException(Problem problem) {
    super(problem.detail(), problem.response().build());
  }
}
