package broken.lyss.adapter.rest.admin;

import broken.lyss.application.chat.ChatPipeline;
import broken.lyss.domain.port.ChannelRepository;

/** Administration that reaches past the use cases. */
public class DefaultKeyResource {
  ChannelRepository port;
  ChatPipeline stage;
}
