package ai.lyss.adapter.rest.caller;

import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.ResourceMethod;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemKind;
import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.FindTenant;
import ai.lyss.application.usecase.IdentifyCaller;
import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every JAX-RS method: lets a caller in that is known and has one of the roles of the
 * endpoint table, and nobody else. A method that is not in the table is closed to all. Thread-safe.
 */
@Singleton
public final class CallerFilter {

  /** Names the tenant that a platform administrator acts on. */
  public static final String TENANT_HEADER = "x-lyss-tenant";

  private static final Logger LOG = Logger.getLogger(CallerFilter.class);

  private final Gate gate;
  private final CurrentCaller current;

  /** Makes the filter; CDI does. */
  @Inject
  public CallerFilter(
      IdentifyCaller callers, CallerTokens tokens, FindTenant tenants, CurrentCaller current) {
    this.gate = new Gate(EndpointTable.SERVED, new CallerIdentity(callers, tokens), tenants);
    this.current = current;
  }

  /** Emits the refusal; null to go on. */
  @ServerRequestFilter
  public Uni<@Nullable Response> check(
      ContainerRequestContext request, SimpleResourceInfo resource, HttpServerRequest connection) {
    var method =
        new ResourceMethod(resource.getResourceClass().getName(), resource.getMethodName());
    var address = connection.remoteAddress();
    var host = address == null ? null : address.hostAddress();
    var letting = ClientProxy.unwrap(current); // the answer may come where no request is at hand
    return Uni.createFrom()
        .emitter(
            emitter ->
                gate.decide(
                    method,
                    request.getHeaderString(HttpHeaders.AUTHORIZATION),
                    request.getHeaderString(TENANT_HEADER),
                    decision -> emitter.complete(answer(decision, method, letting, host))));
  }

  private static @Nullable Response answer(
      Gate.Decision decision, ResourceMethod method, CurrentCaller letting, @Nullable String host) {
    return switch (decision) {
      case Gate.Decision.LetIn in -> {
        letting.letIn(new Acting(in.caller(), in.tenant(), host));
        yield null;
      }
      case Gate.Decision.Unauthenticated(var challenge, var detail) ->
          Problem.of(ProblemKind.UNAUTHENTICATED, detail)
              .response()
              .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
              .build();
      case Gate.Decision.Refused(var kind, var detail) ->
          Problem.of(kind, detail).response().build();
      case Gate.Decision.NotInTable() -> {
        LOG.errorf("%s: not in the endpoint table (expected: one entry); closed", method);
        yield Problem.of(ProblemKind.INTERNAL_ERROR, "This endpoint is closed.").response().build();
      }
    };
  }
}
