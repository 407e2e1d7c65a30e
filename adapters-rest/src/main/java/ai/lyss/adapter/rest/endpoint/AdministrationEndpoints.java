package ai.lyss.adapter.rest.endpoint;

import static ai.lyss.domain.access.Role.OPERATOR;
import static ai.lyss.domain.access.Role.PLATFORM_ADMIN;
import static ai.lyss.domain.access.Role.TENANT_ADMIN;
import static ai.lyss.domain.access.Role.VIEWER;

import ai.lyss.domain.access.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rows of the endpoint table that administration serves. */
final class AdministrationEndpoints {

  private static final Set<Role> ANY = EnumSet.allOf(Role.class);
  private static final Set<Role> CONFIGURING = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, OPERATOR);
  private static final Set<Role> CONFIGURED =
      EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, OPERATOR, VIEWER);
  private static final Set<Role> GRANTING = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN);
  private static final Set<Role> GRANTED = EnumSet.of(PLATFORM_ADMIN, TENANT_ADMIN, VIEWER);
  private static final Set<Role> PLATFORM = EnumSet.of(PLATFORM_ADMIN);
  private static final String RESOURCES = "ai.lyss.adapter.rest.admin.";

  private AdministrationEndpoints() {}

  static List<Endpoint> all() {
    var rows = new ArrayList<Endpoint>();
    rows.addAll(vendors());
    rows.addAll(providers());
    rows.addAll(channels());
    rows.addAll(tests());
    rows.addAll(routes());
    rows.addAll(quotas());
    rows.addAll(keys());
    rows.addAll(config());
    rows.addAll(tenants());
    return rows;
  }

  private static List<Endpoint> vendors() {
    var vendors = new Collection("/vendors", "VendorResource");
    return List.of(
        vendors.many(Verb.GET, ANY).serves("listVendors", "Lists what can be configured."));
  }

  private static List<Endpoint> providers() {
    var providers = new Collection("/providers", "ProviderResource");
    return List.of(
        providers
            .many(Verb.POST, CONFIGURING)
            .serves("createProvider", "Stores an account at a vendor."),
        providers
            .many(Verb.GET, CONFIGURED)
            .serves("listProviders", "Lists the tenant's accounts at vendors."),
        providers.one(Verb.GET, CONFIGURED).serves("readProvider", "Returns one account."),
        providers
            .one(Verb.PUT, CONFIGURING)
            .serves("replaceProvider", "Replaces an account; a credential that is left out stays."),
        providers
            .one(Verb.PATCH, CONFIGURING)
            .serves("patchProvider", "Changes a part of an account."),
        providers
            .one(Verb.DELETE, CONFIGURING)
            .serves("deleteProvider", "Removes an account that is not used."));
  }

  private static List<Endpoint> channels() {
    var channels = new Collection("/channels", "ChannelResource");
    return List.of(
        channels
            .many(Verb.POST, CONFIGURING)
            .serves("createChannel", "Stores a way to a provider's models."),
        channels.many(Verb.GET, CONFIGURED).serves("listChannels", "Lists the tenant's channels."),
        channels.one(Verb.GET, CONFIGURED).serves("readChannel", "Returns one channel."),
        channels.one(Verb.PUT, CONFIGURING).serves("replaceChannel", "Replaces a channel."),
        channels
            .one(Verb.PATCH, CONFIGURING)
            .serves("patchChannel", "Changes a part of a channel."),
        channels
            .one(Verb.POST, "/enable", CONFIGURING)
            .serves("enableChannel", "Lets relays use a channel."),
        channels
            .one(Verb.POST, "/disable", CONFIGURING)
            .serves("disableChannel", "Keeps relays from using a channel."),
        channels.one(Verb.DELETE, CONFIGURING).serves("deleteChannel", "Removes a channel."));
  }

  private static List<Endpoint> tests() {
    var providers = new Collection("/providers", "ProviderTestResource");
    var channels = new Collection("/channels", "ChannelTestResource");
    return List.of(
        providers
            .one(Verb.POST, "/test", CONFIGURING)
            .serves("testProvider", "Calls the vendor of an account."),
        providers
            .one(Verb.GET, "/tests", CONFIGURED)
            .serves("listProviderTests", "Lists the last tests of an account and its channels."),
        channels
            .one(Verb.POST, "/test", CONFIGURING)
            .serves("testChannel", "Calls the vendor of a channel."));
  }

  private static List<Endpoint> routes() {
    var routes = new Collection("/routes", "RouteResource");
    return List.of(
        routes
            .many(Verb.POST, CONFIGURING)
            .serves("createRoute", "Says how a public model is served."),
        routes.many(Verb.GET, CONFIGURED).serves("listRoutes", "Lists the tenant's routes."),
        routes.one(Verb.GET, CONFIGURED).serves("readRoute", "Returns one route."),
        routes.one(Verb.PUT, CONFIGURING).serves("replaceRoute", "Replaces a route."),
        routes.one(Verb.PATCH, CONFIGURING).serves("patchRoute", "Changes a part of a route."),
        routes
            .one(Verb.DELETE, CONFIGURING)
            .serves("deleteRoute", "Removes a route: all channels of its model serve it then."));
  }

  private static List<Endpoint> quotas() {
    var quotas = new Collection("/quotas", "QuotaResource");
    return List.of(
        quotas.many(Verb.POST, GRANTING).serves("createQuota", "Limits what may be used."),
        quotas.many(Verb.GET, CONFIGURED).serves("listQuotas", "Lists the tenant's quotas."),
        quotas
            .many(Verb.GET, "/status", CONFIGURED)
            .serves("listQuotaStatuses", "Tells how the tenant's quotas stand."),
        quotas.one(Verb.GET, CONFIGURED).serves("readQuota", "Returns one quota."),
        quotas.one(Verb.PATCH, GRANTING).serves("patchQuota", "Changes a part of a quota."),
        quotas.one(Verb.DELETE, GRANTING).serves("deleteQuota", "Removes a quota."));
  }

  private static List<Endpoint> keys() {
    var keys = new Collection("/keys", "KeyResource");
    return List.of(
        keys.many(Verb.POST, GRANTING)
            .serves("createKey", "Makes an API key and shows it, this once only."),
        keys.many(Verb.GET, GRANTED).serves("listKeys", "Lists the tenant's API keys."),
        keys.one(Verb.GET, GRANTED).serves("readKey", "Returns what is known of one API key."),
        keys.one(Verb.PATCH, GRANTING)
            .serves("patchKey", "Changes what the bearer of an API key may do."),
        keys.one(Verb.DELETE, GRANTING).serves("revokeKey", "Revokes an API key for ever."));
  }

  private static List<Endpoint> config() {
    var config = new Collection("/config", "ConfigResource");
    return List.of(
        config
            .many(Verb.GET, "/export", CONFIGURED)
            .serves("exportConfig", "Returns the tenant's configuration as one document."),
        config
            .many(Verb.POST, "/import", CONFIGURING)
            .serves("importConfig", "Brings the configuration to where a document wants it."));
  }

  private static List<Endpoint> tenants() {
    var tenants = new Collection("/tenants", "TenantResource");
    return List.of(
        tenants.many(Verb.POST, PLATFORM).serves("createTenant", "Makes a tenant."),
        tenants.many(Verb.GET, PLATFORM).serves("listTenants", "Lists all tenants."),
        tenants.one(Verb.GET, PLATFORM).serves("readTenant", "Returns one tenant."),
        tenants.one(Verb.PATCH, PLATFORM).serves("patchTenant", "Changes a part of a tenant."),
        tenants
            .one(Verb.POST, "/enable", PLATFORM)
            .serves("enableTenant", "Lets a tenant's keys work again."),
        tenants
            .one(Verb.POST, "/disable", PLATFORM)
            .serves("disableTenant", "Keeps a tenant's keys from working."));
  }

  /** A collection of administration and the class that serves it. */
  private record Collection(String path, String className) {

    EndpointTable.Route many(Verb verb, Set<Role> roles) {
      return route(verb, "", roles);
    }

    EndpointTable.Route many(Verb verb, String action, Set<Role> roles) {
      return route(verb, action, roles);
    }

    EndpointTable.Route one(Verb verb, Set<Role> roles) {
      return route(verb, "/{id}", roles);
    }

    EndpointTable.Route one(Verb verb, String action, Set<Role> roles) {
      return route(verb, "/{id}" + action, roles);
    }

    private EndpointTable.Route route(Verb verb, String below, Set<Role> roles) {
      return new EndpointTable.Route(
          verb, EndpointTable.ADMINISTRATION_ROOT + path + below, RESOURCES + className, roles);
    }
  }
}
