package ai.lyss.domain.channel;

import java.util.UUID;

/** Names a channel. */
public record ChannelId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
