package ai.lyss.domain.quota;

import java.util.UUID;

/** Names a quota. */
public record QuotaId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
