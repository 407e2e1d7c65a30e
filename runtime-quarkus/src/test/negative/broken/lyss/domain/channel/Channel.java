package broken.lyss.domain.channel;

import broken.lyss.application.chat.ChatPipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Open, framework-bound, looking outwards, and helping itself to time, chance and threads. */
@ApplicationScoped
public class Channel {
  public Instant created = Instant.now();
  public Random dice = new Random();
  public CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {});
  public ChatPipeline outwards;
}
