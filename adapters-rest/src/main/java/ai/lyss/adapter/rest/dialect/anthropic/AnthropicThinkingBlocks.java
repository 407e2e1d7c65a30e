package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import org.jspecify.annotations.Nullable;

/**
 * Signatures as they stand in thinking blocks: Claude's own as they are, those of other vendors
 * behind a mark that says whose they are, so that they find their issuer when they come back.
 */
final class AnthropicThinkingBlocks {

  private static final String OF_GEMINI = "lyss.gemini.";
  private static final String OF_OPENAI = "lyss.openai.";

  private AnthropicThinkingBlocks() {}

  /** Returns how a signature is written. */
  static String written(ThoughtSignature signature) {
    return switch (signature.issuer()) {
      case ANTHROPIC -> signature.value();
      case GEMINI -> OF_GEMINI + signature.value();
      case OPENAI -> OF_OPENAI + signature.value();
    };
  }

  /** Returns the signature that is written so; null for none. */
  static @Nullable ThoughtSignature read(@Nullable String written) {
    if (written == null || written.isEmpty()) {
      return null;
    }
    if (written.startsWith(OF_GEMINI)) {
      return new ThoughtSignature(Issuer.GEMINI, written.substring(OF_GEMINI.length()));
    }
    if (written.startsWith(OF_OPENAI)) {
      return new ThoughtSignature(Issuer.OPENAI, written.substring(OF_OPENAI.length()));
    }
    return new ThoughtSignature(Issuer.ANTHROPIC, written);
  }

  /** Returns the feature that reasoning with this signature is. */
  static Feature feature(@Nullable ThoughtSignature signature) {
    if (signature == null) {
      return Feature.UNSIGNED_REASONING;
    }
    return switch (signature.issuer()) {
      case ANTHROPIC -> Feature.ANTHROPIC_REASONING;
      case GEMINI -> Feature.GEMINI_REASONING;
      case OPENAI -> Feature.OPENAI_REASONING;
    };
  }
}
