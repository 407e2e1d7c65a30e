package ai.lyss.domain.content;

import ai.lyss.domain.content.ChatChunk.CallArguments;
import ai.lyss.domain.content.ChatChunk.CallStarted;
import ai.lyss.domain.content.ChatChunk.Cited;
import ai.lyss.domain.content.ChatChunk.Finished;
import ai.lyss.domain.content.ChatChunk.ImageMade;
import ai.lyss.domain.content.ChatChunk.Logprobs;
import ai.lyss.domain.content.ChatChunk.ReasoningSigned;
import ai.lyss.domain.content.ChatChunk.Started;
import ai.lyss.domain.content.ChatChunk.UsageReported;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pieces of an answer to the whole: for callers who want no stream, and as the oracle of
 * those who do. Not thread-safe.
 */
public final class ChatFold {

  private @Nullable String id;
  private @Nullable String model;
  private TokenUsage usage = TokenUsage.UNKNOWN;
  private final Map<Integer, ChoiceFold> choices = new TreeMap<>();

  /** A fold of nothing. */
  public ChatFold() {}

  /** Adds the next piece. */
  public void add(ChatChunk chunk) {
    switch (chunk) {
      case Started started -> {
        id = started.id();
        model = started.model();
      }
      case UsageReported reported -> usage = usage.updatedBy(reported.usage());
      case ChatChunk.Text text -> of(text.choice()).text(text.text().text());
      case ChatChunk.Reasoning thought -> of(thought.choice()).reasoning(thought.text().text());
      case ReasoningSigned signed -> of(signed.choice()).signed(signed.signature());
      case ChatChunk.SealedReasoning data ->
          of(data.choice()).add(new ContentPart.SealedReasoning(data.data()));
      case ChatChunk.Refusal refusal -> of(refusal.choice()).refusal(refusal.text().text());
      case CallStarted call -> of(call.choice()).call(call);
      case CallArguments more -> of(more.choice()).arguments(more.call(), more.part().text());
      case ImageMade image ->
          of(image.choice())
              .add(
                  new ContentPart.Image(
                      new MediaSource.Inline(image.mediaType(), image.base64()), null, null));
      case Cited cited -> of(cited.choice()).cited(cited.citation());
      case Logprobs probs -> of(probs.choice()).logprobs(probs.content());
      case Finished finished -> of(finished.choice()).finished(finished);
    }
  }

  private ChoiceFold of(int choice) {
    return choices.computeIfAbsent(choice, ChoiceFold::new);
  }

  /** Returns the whole of what was added. */
  public ChatAnswer answer() {
    return new ChatAnswer(
        id, model, choices.values().stream().map(ChoiceFold::choice).toList(), usage);
  }
}
