package ai.lyss.domain.access;

import java.util.UUID;

/** Names an API key; not the key itself. */
public record KeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
