package ai.lyss.domain.access;

import java.time.Instant;
import java.util.Set;

/**
 * What a checked token says of its bearer. Immutable.
 *
 * @param tenant the tenant; whether there is such a one is not checked yet
 * @param user the user, never empty
 * @param roles what it may do; those this system knows of what the token names
 * @param expiresAt when the token ends
 */
public record TokenClaims(TenantId tenant, String user, Set<Role> roles, Instant expiresAt) {

  /** Copies the roles. */
  public TokenClaims {
    roles = Set.copyOf(roles);
    if (user.isEmpty()) {
      throw new IllegalArgumentException("user: empty (expected: a name)");
    }
  }
}
