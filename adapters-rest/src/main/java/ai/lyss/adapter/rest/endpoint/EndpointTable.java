package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.domain.access.Role.OPERATOR;
import static ai.lyss.domain.access.Role.PLATFORM_ADMIN;
import static ai.lyss.domain.access.Role.TENANT_ADMIN;
import static ai.lyss.domain.access.Role.VIEWER;

import ai.lyss.domain.access.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every route that needs a caller, once: the router, the check of roles, the OpenAPI document and
 * the security tests are made from it, so that an endpoint cannot be in one and not in another.
 * Immutable.
 */
public final class EndpointTable {

  private static final Set<Role> ANY = EnumSet.allOf(Role.class);
  private static final Set<Role> RELAYING = EnumSet.complementOf(EnumSet.of(VIEWER));
  private static final Set<Role> CONFIGURING = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, OPERATOR);
  private static final Set<Role> CONFIGURED =
      EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, OPERATOR, VIEWER);
  private static final Set<Role> GRANTING = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN);
  private static final Set<Role> GRANTED = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, VIEWER);

  private static final List<String> RELAY_ROOTS = List.of("/v1", "/api/v1");
  private static final String RESOURCES = "ai.lyss.adapter.rest.admin.";

  /** What the path of every administration endpoint starts with. */
  static final String ADMINISTRATION_ROOT = "/api/v1";

  /** What this service serves. */
  public static final EndpointTable SERVED = new EndpointTable(served());

  private final List<Endpoint> endpoints;
  private final Map<ResourceMethod, Endpoint> byMethod;

  /** Makes a table; two entries for one route, operation id or Java method are refused. */
  EndpointTable(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
    this.byMethod = new HashMap<>();
    var taken = new HashSet<String>();
    for (var endpoint : endpoints) {
      once(taken, endpoint.verb() + " " + endpoint.openApiPath());
      once(taken, endpoint.operationId());
      var resource = endpoint.resource();
      if (resource != null) {
        once(taken, resource.toString());
        byMethod.put(resource, endpoint);
      }
    }
  }

  /** Returns all endpoints, in the order of the documentation. */
  public List<Endpoint> all() {
    return endpoints;
  }

  /** Returns the endpoints of a kind. */
  public List<Endpoint> ofKind(EndpointKind kind) {
    return endpoints.stream().filter(endpoint -> endpoint.kind() == kind).toList();
  }

  /** Returns the paths that serve a relay operation, such as {@code createChatCompletion}. */
  public List<Endpoint> ofOperation(String operation) {
    return endpoints.stream().filter(endpoint -> endpoint.operation().equals(operation)).toList();
  }

  /** Returns the endpoint that a Java method serves; empty when the method is not in the table. */
  public Optional<Endpoint> ofMethod(ResourceMethod method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** Returns the methods that a path answers to; none when it is not in the table. */
  public List<Verb> verbsAt(String path) {
    return endpoints.stream()
        .filter(endpoint -> path.matches(endpoint.pathRegex()))
        .map(Endpoint::verb)
        .distinct()
        .toList();
  }

  private static void once(Set<String> taken, String name) {
    if (!taken.add(name)) {
      throw new IllegalArgumentException(name + ": twice (expected: once in the table)");
    }
  }

  private static List<Endpoint> served() {
    var table = new ArrayList<Endpoint>();
    relay(table);
    vendors(table);
    providers(table);
    channels(table);
    keys(table);
    return table;
  }

  private static void relay(List<Endpoint> table) {
    for (var root : RELAY_ROOTS) {
      table.add(
          new Route(Verb.POST, root + "/chat/completions", null, RELAYING)
              .serves("createChatCompletion", "Answers a chat, whole or as a stream."));
      table.add(
          new Route(Verb.POST, root + "/chat/completions/stream", null, RELAYING)
              .serves("streamChatCompletion", "Answers a chat, always as a stream."));
      table.add(
          new Route(Verb.GET, root + "/models", null, ANY)
              .serves("listModels", "Lists the models that the caller may use."));
      table.add(
          new Route(Verb.GET, root + "/models/{id:.+}", null, ANY)
              .serves("readModel", "Returns one model that the caller may use."));
    }
  }

  private static void vendors(List<Endpoint> table) {
    var vendors = new Collection("/vendors", "VendorResource");
    table.add(vendors.many(Verb.GET, ANY).serves("listVendors", "Lists what can be configured."));
  }

  private static void providers(List<Endpoint> table) {
    var providers = new Collection("/providers", "ProviderResource");
    table.add(
        providers
            .many(Verb.POST, CONFIGURING)
            .serves("createProvider", "Stores an account at a vendor."));
    table.add(
        providers
            .many(Verb.GET, CONFIGURED)
            .serves("listProviders", "Lists the tenant's accounts at vendors."));
    table.add(providers.one(Verb.GET, CONFIGURED).serves("readProvider", "Returns one account."));
    table.add(
        providers
            .one(Verb.DELETE, CONFIGURING)
            .serves("deleteProvider", "Removes an account that is not used."));
  }

  private static void channels(List<Endpoint> table) {
    var channels = new Collection("/channels", "ChannelResource");
    table.add(
        channels
            .many(Verb.POST, CONFIGURING)
            .serves("createChannel", "Stores a way to a provider's models."));
    table.add(
        channels.many(Verb.GET, CONFIGURED).serves("listChannels", "Lists the tenant's channels."));
    table.add(channels.one(Verb.GET, CONFIGURED).serves("readChannel", "Returns one channel."));
    table.add(channels.one(Verb.DELETE, CONFIGURING).serves("deleteChannel", "Removes a channel."));
  }

  private static void keys(List<Endpoint> table) {
    var keys = new Collection("/keys", "KeyResource");
    table.add(
        keys.many(Verb.POST, GRANTING)
            .serves("createKey", "Makes an API key and shows it, this once only."));
    table.add(keys.many(Verb.GET, GRANTED).serves("listKeys", "Lists the tenant's API keys."));
    table.add(
        keys.one(Verb.GET, GRANTED).serves("readKey", "Returns what is known of one API key."));
    table.add(keys.one(Verb.DELETE, GRANTING).serves("revokeKey", "Revokes an API key for ever."));
  }

  /** A collection of administration and the class that serves it. */
  private record Collection(String path, String className) {

    Route many(Verb verb, Set<Role> roles) {
      return new Route(verb, ADMINISTRATION_ROOT + path, RESOURCES + className, roles);
    }

    Route one(Verb verb, Set<Role> roles) {
      return new Route(verb, ADMINISTRATION_ROOT + path + "/{id}", RESOURCES + className, roles);
    }
  }

  /** A route whose operation is yet to be named; a class only for administration. */
  private record Route(Verb verb, String path, @Nullable String className, Set<Role> roles) {

    Endpoint serves(String operation, String summary) {
      var method = className == null ? null : new ResourceMethod(className, operation);
      var kind = method == null ? EndpointKind.RELAY : EndpointKind.ADMINISTRATION;
      return new Endpoint(verb, path, kind, roles, operation, summary, method);
    }
  }
}
