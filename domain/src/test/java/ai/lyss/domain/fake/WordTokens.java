package ai.lyss.domain.fake;

import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.provider.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Counts words, at once or when a test says so, for the models it was told of. */
public final class WordTokens implements TokenCounter {

  private final Set<String> known = new HashSet<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private int jobs;
  private boolean holding;

  /** Makes a model one whose tokens are words. */
  public WordTokens knowing(String model) {
    known.add(model);
    return this;
  }

  /** Keeps answers back until {@link #release}. */
  public WordTokens hold() {
    holding = true;
    return this;
  }

  /** Gives the answers kept back, each twice: who asks may not rely on a well-behaved counter. */
  public void release() {
    holding = false;
    while (!held.isEmpty()) {
      var answer = held.remove();
      answer.run();
      answer.run();
    }
  }

  /** Returns how many answers are kept back. */
  public int waiting() {
    return held.size();
  }

  /** Returns how often something was to be counted. */
  public int jobs() {
    return jobs;
  }

  @Override
  public boolean knows(Vendor vendor, ModelName model) {
    return known.contains(model.value());
  }

  @Override
  public void count(Job job, Consumer<Tokens> answer) {
    jobs++;
    var counted =
        knows(job.vendor(), job.model())
            ? new Tokens(input(job.input()), output(job.output()))
            : Tokens.NONE;
    if (holding) {
      held.add(() -> answer.accept(counted));
    } else {
      answer.accept(counted);
    }
  }

  private static Long input(RelayRequest request) {
    return switch (request) {
      case ChatRequest chat -> words(new String(chat.body(), StandardCharsets.UTF_8));
      case EmbeddingsRequest embeddings ->
          words(new String(embeddings.body(), StandardCharsets.UTF_8));
      case PassThroughRequest passing -> null;
      case null -> null;
    };
  }

  private static Long output(GeneratedText text) {
    return text == null
        ? null
        : Long.valueOf(
            text.texts().stream().mapToLong(WordTokens::words).sum()
                * text.bytes()
                / Math.max(1, text.kept()));
  }

  private static long words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }
}
