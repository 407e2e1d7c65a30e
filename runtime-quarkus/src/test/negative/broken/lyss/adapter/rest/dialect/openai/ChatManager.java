package broken.lyss.adapter.rest.dialect.openai;

import broken.lyss.adapter.persistence.channel.ChannelEntity;
import broken.lyss.domain.port.ChannelRepository;
import jakarta.inject.Inject;

/** No role in its name, a field injected, another adapter's entity in its hands. */
public class ChatManager {
  @Inject ChannelRepository repository;
  ChannelEntity entity;
}
