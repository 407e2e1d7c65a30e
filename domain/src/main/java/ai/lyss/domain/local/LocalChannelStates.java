package ai.lyss.domain.local;

import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelStates;
import java.time.Instant;

/** One process: it is its only replica, and what it knows of channels it knows itself. */
public final class LocalChannelStates implements ChannelStates {

  @Override
  public int liveReplicas() {
    return 1;
  }

  @Override
  public void benched(ChannelId channel, ModelName vendorModel, Instant until) {
    // There is nobody to tell.
  }

  @Override
  public void recovered(ChannelId channel, ModelName vendorModel) {
    // There is nobody to tell.
  }
}
