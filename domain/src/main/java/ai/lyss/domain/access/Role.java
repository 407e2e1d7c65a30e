package ai.lyss.domain.access;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. */
public enum Role {
  /** Everything, for every tenant. */
  PLATFORM_ADMIN,
  /** Everything within the tenant. */
  TENANT_ADMIN,
  /** Providers, channels, routes and probes. */
  OPERATOR,
  /** Relays, and its own usage. */
  MEMBER,
  /** Reads only. */
  VIEWER;

  /** Returns the name used in tokens and the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the role of that name; empty when there is none. */
  public static Optional<Role> ofWireName(String name) {
    for (var role : values()) {
      if (role.wireName().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
