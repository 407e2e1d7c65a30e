package ai.lyss.application.chat;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.fixture.Untranslated;
import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.util.Set;

/** Requests to relay; their bodies do not matter here. */
final class Requests {

  /** Input tokens estimated for each of them. */
  static final long INPUT_TOKENS = 100;

  private Requests() {}

  /** A stream of one choice without an output limit. */
  static ChatRequest chat(String model) {
    return chat(model, null, 1, Set.of());
  }

  /** A stream of so many choices with this limit on each. */
  static ChatRequest limited(String model, long outputLimit, int choices) {
    return chat(model, outputLimit, choices, Set.of());
  }

  /** A stream that needs this of a model. */
  static ChatRequest needing(String model, Capability capability) {
    return chat(model, null, 1, Set.of(capability));
  }

  private static ChatRequest chat(
      String model, Long outputLimit, int choices, Set<Capability> needs) {
    return new ChatRequest(
        Dialect.OPENAI,
        new byte[0],
        new RequestOutline(
            new ModelName(model),
            JsonSpan.at(0),
            true,
            null,
            false,
            null,
            null,
            outputLimit,
            null,
            choices,
            needs,
            0,
            3 * INPUT_TOKENS),
        Untranslated.REQUEST);
  }
}
