package ai.lyss.application.chat;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.usage.UsageProvenance;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is charged for.
 *
 * @param usage the tokens
 * @param provenance where they come from; null when nothing is charged
 */
record Charging(TokenUsage usage, @Nullable UsageProvenance provenance) {

  /** Nothing is charged and the reservation is given back. */
  static final Charging RELEASED = new Charging(TokenUsage.UNKNOWN, null);
}
