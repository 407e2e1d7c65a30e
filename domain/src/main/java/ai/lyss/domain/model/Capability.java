package ai.lyss.domain.model;

import java.util.Locale;
import java.util.Optional;

/** What a request may need of a model. */
public enum Capability {
  /** Calls of functions that the caller describes. */
  TOOLS,
  /** Images in the input. */
  IMAGES,
  /** Audio in the input or output. */
  AUDIO,
  /** Documents in the input. */
  DOCUMENTS,
  /** Output that follows a JSON Schema. */
  JSON_SCHEMA,
  /** Judging what texts and images hold. */
  MODERATION,
  /** Ordering documents by what they say to a query. */
  RERANK,
  /** Making images of texts. */
  IMAGE_GENERATION,
  /** Speaking texts. */
  SPEECH,
  /** Writing down what is spoken. */
  TRANSCRIPTION;

  /** Returns the name used in the API: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the capability of that name in the API; empty when there is none. */
  public static Optional<Capability> ofWireName(String name) {
    for (var capability : values()) {
      if (capability.wireName().equals(name)) {
        return Optional.of(capability);
      }
    }
    return Optional.empty();
  }
}
