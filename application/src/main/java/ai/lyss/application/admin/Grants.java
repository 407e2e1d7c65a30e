package ai.lyss.application.admin;

import ai.lyss.domain.access.Role;
import java.util.EnumSet;
import java.util.Set;

/** Says which roles the bearer of a role may give to a key. */
final class Grants {

  private Grants() {}

  /** Returns the roles that somebody with these roles may give. */
  static Set<Role> of(Set<Role> roles) {
    var grantable = EnumSet.noneOf(Role.class);
    for (var role : roles) {
      grantable.addAll(of(role));
    }
    return grantable;
  }

  private static Set<Role> of(Role role) {
    return switch (role) {
      case PLATFORM_ADMIN -> EnumSet.allOf(Role.class);
      case TENANT_ADMIN -> EnumSet.complementOf(EnumSet.of(Role.PLATFORM_ADMIN));
      case OPERATOR -> EnumSet.of(Role.OPERATOR, Role.MEMBER, Role.VIEWER);
      case MEMBER -> EnumSet.of(Role.MEMBER);
      case VIEWER -> EnumSet.of(Role.VIEWER);
    };
  }
}
