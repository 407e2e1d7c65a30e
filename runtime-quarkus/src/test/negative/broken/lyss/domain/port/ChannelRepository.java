package broken.lyss.domain.port;

import java.io.IOException;

/** A port that throws. */
public interface ChannelRepository {
  void add() throws IOException;
}
