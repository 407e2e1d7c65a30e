package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentPart.Reasoning;
import ai.lyss.domain.content.ContentPart.SealedReasoning;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the thoughts that Claude signed, so that a conversation can go on with them. */
final class OpenAiThinkingBlocks {

  private OpenAiThinkingBlocks() {}

  /** Writes the member, if there are such thoughts. */
  static void write(List<ContentPart> parts, JsonOut out) {
    var signed = parts.stream().filter(OpenAiThinkingBlocks::isClaudes).toList();
    if (signed.isEmpty()) {
      return;
    }
    out.name("thinking_blocks").array();
    for (var part : signed) {
      if (part instanceof SealedReasoning sealed) {
        OpenAiExtensions.sealedBlock(sealed.data(), out);
      } else if (part instanceof Reasoning thought && thought.signature() != null) {
        out.object().name("type").text("thinking").name("thinking").text(thought.text());
        out.name("signature").text(thought.signature().value()).endObject();
      }
    }
    out.endArray();
  }

  private static boolean isClaudes(ContentPart part) {
    return part instanceof SealedReasoning sealed
        ? by(sealed.data())
        : part instanceof Reasoning thought && by(thought.signature());
  }

  private static boolean by(@Nullable ThoughtSignature signature) {
    return signature != null && signature.issuer() == Issuer.ANTHROPIC;
  }
}
