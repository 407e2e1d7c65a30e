package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.JsonChars;
import org.jspecify.annotations.Nullable;

/** What the gateway needs to know of an answer, gathered from its chunks. Not thread-safe. */
final class ChunkTally {

  private final GeneratedText.@Nullable Collector text;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private @Nullable FinishReason finish;
  private long contentBytes;

  ChunkTally(AnswerText wanted) {
    this.text = wanted == AnswerText.KEPT ? new GeneratedText.Collector() : null;
  }

  void add(ChatChunk chunk) {
    switch (chunk) {
      case ChatChunk.Text said -> said(said.choice(), said.text());
      case ChatChunk.Reasoning thought -> said(thought.choice(), thought.text());
      case ChatChunk.Refusal refusal -> said(refusal.choice(), refusal.text());
      case ChatChunk.CallArguments more -> said(more.choice(), more.part());
      case ChatChunk.CallStarted call -> contentBytes += call.name().length();
      case ChatChunk.ImageMade image -> contentBytes += image.base64().length();
      case ChatChunk.UsageReported reported -> usage = usage.updatedBy(reported.usage());
      case ChatChunk.Finished finished -> finish = finished.reason();
      case ChatChunk.Started started -> {}
      case ChatChunk.ReasoningSigned signed -> {}
      case ChatChunk.SealedReasoning sealed -> {}
      case ChatChunk.Cited cited -> {}
      case ChatChunk.Logprobs probs -> {}
    }
  }

  private void said(int choice, JsonChars said) {
    contentBytes += said.length();
    if (text != null) {
      text.add(choice, said.in(), said.from(), said.to());
    }
  }

  TokenUsage usage() {
    return usage;
  }

  @Nullable FinishReason finish() {
    return finish;
  }

  long contentBytes() {
    return contentBytes;
  }

  /** Returns the text so far; null when it is not kept. */
  @Nullable GeneratedText text() {
    return text == null ? null : text.soFar();
  }
}
