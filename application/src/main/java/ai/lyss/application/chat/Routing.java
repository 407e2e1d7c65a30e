package ai.lyss.application.chat;

import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.routing.RequestNeeds;
import java.util.random.RandomGenerator;

/** The second stage: from an admitted request to the channels it may go to. Thread-safe. */
final class Routing {

  private static final long MOST_BYTES_PER_TOKEN = 12;

  private final RandomGenerator random;

  Routing(RandomGenerator random) {
    this.random = random;
  }

  /** Returns the way through the candidates, which draws the next one when asked. */
  RelayPlan plan(Admitted admitted) {
    var outline = admitted.request().outline();
    var needs = new RequestNeeds(outline.needs(), leastInput(outline), outline.outputLimit());
    return new RelayPlan(admitted, needs, random);
  }

  /**
   * A lower bound of the input, so that no model is left out that may fit. Text with images, audio
   * or documents in it has more bytes than tokens by an unknown factor.
   */
  private static long leastInput(RequestOutline outline) {
    for (var need : outline.needs()) {
      switch (need) {
        case IMAGES, AUDIO, DOCUMENTS -> {
          return 0;
        }
        case MODERATION, RERANK, IMAGE_GENERATION, SPEECH, TRANSCRIPTION -> {
          return 0; // such models count in other ways than chats do
        }
        case TOOLS, JSON_SCHEMA -> {}
      }
    }
    return outline.inputBytes() / MOST_BYTES_PER_TOKEN;
  }
}
