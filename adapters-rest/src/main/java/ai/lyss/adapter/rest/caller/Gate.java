package ai.lyss.adapter.rest.caller;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.ResourceMethod;
import ai.lyss.adapter.rest.problem.ProblemKind;
import ai.lyss.application.usecase.FindTenant;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Ids;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides who may call which method on which tenant. Immutable. */
final class Gate {

  private static final Set<Role> ACROSS_TENANTS = Set.of(Role.PLATFORM_ADMIN);
  private static final String NO_TOKEN = "Bearer";
  private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

  private final EndpointTable table;
  private final CallerIdentity identify;
  private final FindTenant tenants;

  Gate(EndpointTable table, CallerIdentity identify, FindTenant tenants) {
    this.table = table;
    this.identify = identify;
    this.tenants = tenants;
  }

  /**
   * Decides about one request; the answer comes at once or later, on the same event loop.
   *
   * @param method the Java method that is asked for
   * @param authorization the {@code Authorization} header; null when there is none
   * @param tenant the {@code x-lyss-tenant} header; null when there is none
   */
  void decide(
      ResourceMethod method,
      @Nullable String authorization,
      @Nullable String tenant,
      Consumer<Decision> answer) {
    var endpoint = table.ofMethod(method);
    if (endpoint.isEmpty()) {
      answer.accept(new Decision.NotInTable());
      return;
    }
    var token = PresentedToken.ofAuthorization(authorization);
    if (token.isEmpty()) {
      answer.accept(
          new Decision.Unauthenticated(
              NO_TOKEN, "Authorization: no token (expected: Bearer and an API key or a token)"));
      return;
    }
    identify.byToken(
        token.get().value(),
        identity ->
            answer.accept(
                switch (identity) {
                  case IdentifyCaller.Identity.Unknown(var reason) ->
                      new Decision.Unauthenticated(BAD_TOKEN, reason);
                  case IdentifyCaller.Identity.Known(var caller) ->
                      decide(endpoint.get(), caller, tenant);
                }));
  }

  private Decision decide(Endpoint endpoint, Caller caller, @Nullable String tenant) {
    if (!caller.hasAnyOf(endpoint.roles())) {
      return new Decision.Refused(
          ProblemKind.FORBIDDEN,
          "roles: %s (expected: one of %s)"
              .formatted(names(caller.roles()), names(endpoint.roles())));
    }
    if (tenant == null || tenant.equalsIgnoreCase(caller.tenant().toString())) {
      return new Decision.LetIn(caller, caller.tenant());
    }
    if (!caller.hasAnyOf(ACROSS_TENANTS)) {
      return new Decision.Refused(
          ProblemKind.FORBIDDEN,
          CallerFilter.TENANT_HEADER + ": another tenant (expected: your own, or platform-admin)");
    }
    return Ids.parse(tenant)
        .map(TenantId::new)
        .filter(other -> tenants.find(other).isPresent())
        .<Decision>map(other -> new Decision.LetIn(caller, other))
        .orElseGet(
            () ->
                new Decision.Refused(
                    ProblemKind.NOT_FOUND, CallerFilter.TENANT_HEADER + ": no tenant of that id"));
  }

  private static String names(Set<Role> roles) {
    return Arrays.stream(Role.values())
        .filter(roles::contains)
        .map(Role::wireName)
        .collect(Collectors.joining(", "));
  }

  /** What becomes of a request. */
  sealed interface Decision {

    /** It may go on, on the things of a tenant. */
    record LetIn(Caller caller, TenantId tenant) implements Decision {}

    /** Nobody is known to call. */
    record Unauthenticated(String challenge, String detail) implements Decision {}

    /** The caller may not do this, or asks for what is not there. */
    record Refused(ProblemKind kind, String detail) implements Decision {}

    /** The method is not in the table, which is a bug. */
    record NotInTable() implements Decision {}
  }
}
