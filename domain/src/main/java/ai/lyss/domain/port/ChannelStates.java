package ai.lyss.domain.port;

import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.model.ModelName;
import java.time.Instant;

/**
 * What replicas tell each other of channels. In one process there is nobody to tell; thread-safe,
 * does not block.
 */
public interface ChannelStates {

  /** Returns the number of replicas that live, at least 1. */
  int liveReplicas();

  /** Tells the others that a channel's breaker opened, or that it cools down, until a moment. */
  void benched(ChannelId channel, ModelName vendorModel, Instant until);

  /** Tells the others that a channel serves again. */
  void recovered(ChannelId channel, ModelName vendorModel);
}
