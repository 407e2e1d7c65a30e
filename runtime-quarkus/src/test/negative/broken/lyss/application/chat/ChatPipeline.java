package broken.lyss.application.chat;

import broken.lyss.domain.channel.Channel;
import broken.lyss.domain.port.ChannelRepository;
import jakarta.transaction.Transactional;

/** Stands behind a port, knows of transactions, and prints. */
public class ChatPipeline implements ChannelRepository {
  Channel channel;

  @Override
  @Transactional
  public void add() {
    System.out.println("added");
  }
}
