package ai.lyss.domain.provider;

import java.util.UUID;

/** Names a provider. */
public record ProviderId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
