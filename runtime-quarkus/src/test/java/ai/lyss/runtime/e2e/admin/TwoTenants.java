package ai.lyss.runtime.e2e.admin;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.domain.access.Role;
import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.openapi.IdField;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two tenants with a thing in every collection there is, and keys of each role in the first. */
final class TwoTenants {

  private static final Pattern PARAMETER = Pattern.compile("\\{\\w+(:[^}]*)?}");

  private final Things own = new Things(AdminService.tenant());
  private final Things other = new Things(AdminService.tenant());
  private final Map<Role, String> keys = new EnumMap<>(Role.class);

  TwoTenants() {
    for (var collection : ofTenants()) {
      own.make(collection);
      other.make(collection);
    }
    for (var role : Role.values()) {
      keys.put(role, AdminService.key(own.tenant(), role.wireName()));
    }
  }

  /** Returns the collections whose things belong to tenants. */
  static List<String> ofTenants() {
    return IdField.collections().stream().filter(each -> !each.equals("tenants")).toList();
  }

  Things own() {
    return own;
  }

  Things other() {
    return other;
  }

  String key(Role role) {
    return keys.get(role);
  }

  /** Everything that the other tenant has, as its administrator sees it. */
  List<String> whatTheOtherHas() {
    return ofTenants().stream()
        .map(each -> AdminService.client().read(Things.path(each), other.header()).encode())
        .toList();
  }

  /** Calls an endpoint, with this in the place of every parameter of its path. */
  static HttpResponse<String> call(
      Endpoint endpoint, @Nullable String key, String id, @Nullable String body, String... more) {
    return AdminService.client()
        .sendAs(key, endpoint.verb().name(), path(endpoint, id), body, more);
  }

  /** Returns an endpoint's path with this in the place of every parameter. */
  static String path(Endpoint endpoint, String id) {
    return PARAMETER.matcher(endpoint.path()).replaceAll(id);
  }

  /** Returns an empty object where an endpoint takes a body. */
  static @Nullable String emptyBody(Endpoint endpoint) {
    return Collection.takesBody(endpoint) ? "{}" : null;
  }

  static AdminClient client() {
    return AdminService.client();
  }
}
