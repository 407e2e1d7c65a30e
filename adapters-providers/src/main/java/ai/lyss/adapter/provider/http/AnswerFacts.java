package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import org.jspecify.annotations.Nullable;

/** What the gateway needs to know of an answer, as far as it came. */
public interface AnswerFacts {

  /** Returns the usage reported so far. */
  TokenUsage usage();

  /** Returns how many bytes of generated text came so far. */
  long contentBytes();

  /** Returns the text that came so far; null when it is not kept. */
  @Nullable GeneratedText text();

  /** Returns why the model stopped; null as long as it did not say. */
  @Nullable FinishReason finish();
}
